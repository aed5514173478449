import { addProtocol, AttributionControl, Map, ScaleControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import { PMTiles, Protocol } from 'pmtiles'
import cssUrl from 'maplibre-gl/dist/maplibre-gl.css?url'
// by its address, because a bundled worker is not found under our policy and the map would wait for it for ever
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Basemap } from '../portal/basemap.ts'
import type { MapPlace } from './map-point.ts'
import { plainStyle, rasterStyle, vectorStyle, type MapColours } from './basemap-style.ts'

/** What the library's own controls say. */
export interface MapWords {
  readonly metres: string
  readonly kilometres: string
}

let prepared = false
function prepare(): void {
  if (prepared) return
  prepared = true
  setWorkerUrl(workerUrl)
  addProtocol('pmtiles', new Protocol().tile)
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: cssUrl }))
}

async function styleOf(basemap: Basemap, city: MapPlace, colours: MapColours): Promise<StyleSpecification | string> {
  if (basemap.kind === 'none') return plainStyle(city, colours)
  if (basemap.kind === 'style') return basemap.url ?? ''
  if (basemap.kind === 'raster') return rasterStyle(basemap)
  const address = new URL(basemap.url ?? '', location.href).href
  const metadata = (await new PMTiles(address).getMetadata()) as {
    vector_layers?: { id: string }[]
    attribution?: string
  }
  return vectorStyle({
    url: `pmtiles://${address}`,
    layers: (metadata.vector_layers ?? []).map(({ id }) => id),
    attribution: basemap.attribution ?? metadata.attribution,
    colours,
  })
}

/**
 * Opens a map in an element; resolves when it can be used.
 *
 * @throws Error when there is no WebGL or the background cannot be had within 15 seconds
 */
export async function openMap(options: {
  element: HTMLElement
  basemap: Basemap
  city: MapPlace
  centre: MapPlace
  zoom: number
  colours: MapColours
  words: MapWords
}): Promise<Map> {
  const { words } = options
  prepare()
  const map = new Map({
    container: options.element,
    style: await styleOf(options.basemap, options.city, options.colours),
    center: [options.centre.lon, options.centre.lat],
    zoom: options.zoom,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    locale: { 'ScaleControl.Meters': words.metres, 'ScaleControl.Kilometers': words.kilometres },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new AttributionControl({ compact: true }))
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-left')
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('the map took too long'))
    }, 15_000)
    map.once('load', () => {
      clearTimeout(late)
      resolve()
    })
    map.once('error', ({ error }) => {
      if (!map.isStyleLoaded()) {
        clearTimeout(late)
        reject(error instanceof Error ? error : new Error('the map failed'))
      }
    })
  }).catch((error: unknown) => {
    map.remove()
    throw error
  })
  return map
}
