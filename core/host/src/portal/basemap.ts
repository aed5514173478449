import { VmesteError } from '@vmeste/sdk'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Background of the maps: `none` leaves the way without one. */
export interface Basemap {
  readonly kind: 'pmtiles' | 'raster' | 'style' | 'none'
  readonly url?: string
  readonly attribution?: string
}

/** Where a `.pmtiles` file of this machine is served. */
export const basemapPath = '/assets/basemap.pmtiles'

/**
 * Reads the setting of the basemap.
 *
 * @param source a `.pmtiles` file or address, raster tiles (`https://tiles.example/{z}/{x}/{y}.png`), or a style
 *   (`https://…/style.json`); empty for none
 * @throws VmesteError `VMESTE_BASEMAP_INVALID` for what is none of these
 * @example readBasemap('/srv/vmeste/uzda.pmtiles', '© OpenStreetMap')
 */
export function readBasemap(
  source: string | undefined,
  attribution?: string,
): { readonly basemap: Basemap; readonly file?: string } {
  const credit = attribution ? { attribution } : {}
  if (!source) return { basemap: { kind: 'none' } }
  const isAddress = /^https?:\/\//.test(source)
  if (!isAddress && source.endsWith('.pmtiles') && existsSync(source))
    return { basemap: { kind: 'pmtiles', url: basemapPath, ...credit }, file: resolve(source) }
  if (isAddress && source.includes('{z}')) return { basemap: { kind: 'raster', url: source, ...credit } }
  if (isAddress && source.endsWith('.pmtiles')) return { basemap: { kind: 'pmtiles', url: source, ...credit } }
  if (isAddress && source.endsWith('.json')) return { basemap: { kind: 'style', url: source, ...credit } }
  throw new VmesteError(
    'VMESTE_BASEMAP_INVALID',
    `the basemap "${source}" is neither an existing .pmtiles file nor an address of tiles ({z}/{x}/{y}), of a .pmtiles file or of a style.json`,
  )
}
