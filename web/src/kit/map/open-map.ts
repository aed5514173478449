import { addProtocol, AttributionControl, Map, NavigationControl, ScaleControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import { PMTiles, Protocol } from 'pmtiles'
import cssUrl from 'maplibre-gl/dist/maplibre-gl.css?url'
// by its address, because a bundled worker is not found under our policy and the map would wait for it for ever
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Basemap, MapPlace } from './basemap.ts'
import { mapColours, plainStyle, rasterStyle, vectorStyle } from './basemap-style.ts'

/** What the library's own controls say. */
export interface MapWords { readonly zoomIn: string; readonly zoomOut: string; readonly metres: string; readonly kilometres: string }

let prepared = false
function prepare(): void {
  if (prepared) return
  prepared = true
  setWorkerUrl(workerUrl)
  addProtocol('pmtiles', new Protocol().tile)
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: cssUrl }))
}

async function styleOf(basemap: Basemap, city: MapPlace, isDark: boolean): Promise<StyleSpecification | string> {
  if (basemap.kind === 'none') return plainStyle(city, mapColours(isDark))
  if (basemap.kind === 'style') return basemap.url ?? ''
  if (basemap.kind === 'raster') return rasterStyle(basemap)
  const address = new URL(basemap.url ?? '', location.href).href
  const metadata = await new PMTiles(address).getMetadata() as { vector_layers?: { id: string }[]; attribution?: string }
  return vectorStyle({ url: `pmtiles://${address}`, layers: (metadata.vector_layers ?? []).map(({ id }) => id), attribution: basemap.attribution ?? metadata.attribution, colours: mapColours(isDark) })
}

/**
 * Opens a map in an element; resolves when it can be used.
 *
 * @throws Error when there is no WebGL or the background cannot be had within 15 seconds
 */
export async function openMap(options: { element: HTMLElement; basemap: Basemap; city: MapPlace; centre: MapPlace; zoom: number; isDark: boolean; words: MapWords }): Promise<Map> {
  const { words } = options
  prepare()
  const map = new Map({
    container: options.element, style: await styleOf(options.basemap, options.city, options.isDark), center: [options.centre.lon, options.centre.lat], zoom: options.zoom,
    attributionControl: false, dragRotate: false, pitchWithRotate: false, cooperativeGestures: false,
    locale: { 'NavigationControl.ZoomIn': words.zoomIn, 'NavigationControl.ZoomOut': words.zoomOut, 'ScaleControl.Meters': words.metres, 'ScaleControl.Kilometers': words.kilometres },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new AttributionControl({ compact: true }))
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-left')
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => { reject(new Error('the map took too long')) }, 15_000)
    map.once('load', () => { clearTimeout(late); resolve() })
    map.once('error', ({ error }) => { if (!map.isStyleLoaded()) { clearTimeout(late); reject(error instanceof Error ? error : new Error('the map failed')) } })
  }).catch((error: unknown) => { map.remove(); throw error })
  return map
}
