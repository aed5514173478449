import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Basemap } from '../portal/basemap.ts'
import type { MapPlace } from './map-point.ts'

export interface MapColours {
  readonly land: string
  readonly water: string
  readonly green: string
  readonly building: string
  readonly road: string
  readonly ink: string
  readonly halo: string
}

const light: MapColours = {
  land: '#f3efe5',
  water: '#c3d7de',
  green: '#dfe6d2',
  building: '#e2dccd',
  road: '#ffffff',
  ink: '#4a4f4b',
  halo: '#fbf9f4',
}
const dark: MapColours = {
  land: '#1c2022',
  water: '#22343c',
  green: '#22302a',
  building: '#2a2f31',
  road: '#3d4446',
  ink: '#c9c9c1',
  halo: '#15181a',
}
// for low vision: two colours, and lines one can see
const largeLight: MapColours = {
  ...light,
  land: '#ffffff',
  green: '#ffffff',
  building: '#8b877b',
  road: '#bdbdbd',
  ink: '#000000',
  halo: '#ffffff',
}
const largeDark: MapColours = {
  ...dark,
  land: '#000000',
  green: '#000000',
  building: '#6f6a3a',
  road: '#4d4d4d',
  ink: '#ffe600',
  halo: '#000000',
}
/** @param looks a dark page, large letters */
export function mapColours({ isDark, isLarge }: { readonly isDark: boolean; readonly isLarge: boolean }): MapColours {
  if (isLarge) return isDark ? largeDark : largeLight
  return isDark ? dark : light
}

/** The usual names of the same thing in OpenMapTiles, Shortbread and plain extracts. */
const known = {
  green: ['landuse', 'landcover', 'land', 'park', 'sites'],
  water: ['water', 'water_polygons', 'ocean'],
  building: ['building', 'buildings'],
  road: ['transportation', 'roads', 'streets', 'road'],
  name: ['transportation_name', 'street_labels', 'roads', 'place', 'place_labels'],
}

/**
 * A quiet style of our own for vector tiles: a city's reports shall stand out, not its map. Letters come from the
 * device, no font server is needed.
 */
export function vectorStyle(options: {
  url: string
  layers: readonly string[]
  attribution?: string | undefined
  colours: MapColours
}): StyleSpecification {
  const { colours } = options
  const of = (names: readonly string[]): readonly string[] => names.filter((name) => options.layers.includes(name))
  const layer = (kind: string, name: string, rest: object): LayerSpecification =>
    ({ id: `${kind}-${name}`, source: 'base', 'source-layer': name, ...rest }) as LayerSpecification
  return {
    version: 8,
    sources: {
      base: { type: 'vector', url: options.url, ...(options.attribution ? { attribution: options.attribution } : {}) },
    },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colours.land } },
      ...of(known.green).map((name) => layer('green', name, { type: 'fill', paint: { 'fill-color': colours.green } })),
      ...of(known.water).map((name) => layer('water', name, { type: 'fill', paint: { 'fill-color': colours.water } })),
      ...of(known.building).map((name) =>
        layer('building', name, { type: 'fill', minzoom: 13, paint: { 'fill-color': colours.building } }),
      ),
      ...of(known.road).map((name) =>
        layer('road', name, {
          type: 'line',
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: {
            'line-color': colours.road,
            'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 10, 0.6, 14, 3, 18, 14],
          },
        }),
      ),
      ...of(known.name).map((name) =>
        layer('name', name, {
          type: 'symbol',
          minzoom: 13,
          layout: {
            'symbol-placement': name.startsWith('place') ? 'point' : 'line',
            'text-field': ['coalesce', ['get', 'name'], ''],
            'text-font': ['sans-serif'],
            'text-size': 13,
          },
          paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
        }),
      ),
    ],
  }
}

const square = 250,
  squares = 40,
  metresOfLatitude = 111_320
/**
 * A plain ground for a city without a map of its streets: squares of 250 metres show how far it has been moved.
 *
 * @param centre of the city, degrees
 */
export function plainStyle(centre: MapPlace, colours: MapColours): StyleSpecification {
  const up = square / metresOfLatitude,
    right = up / Math.cos((centre.lat * Math.PI) / 180)
  const steps = Array.from({ length: 2 * squares + 1 }, (_, at) => at - squares)
  const lines = steps.flatMap((step) => [
    [
      [centre.lon + step * right, centre.lat - squares * up],
      [centre.lon + step * right, centre.lat + squares * up],
    ],
    [
      [centre.lon - squares * right, centre.lat + step * up],
      [centre.lon + squares * right, centre.lat + step * up],
    ],
  ])
  return {
    version: 8,
    sources: {
      squares: {
        type: 'geojson',
        data: { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: lines } },
      },
    },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colours.land } },
      { id: 'squares', type: 'line', source: 'squares', paint: { 'line-color': colours.building, 'line-width': 1.5 } },
    ],
  }
}

/**
 * Names of places, where no street tells what is where; those that would lie upon each other wait until one comes
 * closer. `letters`: their size in pixels.
 */
export const nameLayer = (colours: MapColours, letters: number): LayerSpecification => ({
  id: 'names',
  type: 'symbol',
  source: 'names',
  layout: {
    'text-field': ['get', 'name'],
    'text-font': ['sans-serif'],
    'text-size': letters,
    'text-max-width': 12,
    'text-anchor': 'top',
    'text-offset': [0, 1],
  },
  paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
})

export const rasterStyle = ({ url, attribution }: Basemap): StyleSpecification => ({
  version: 8,
  sources: {
    base: { type: 'raster', tiles: [url ?? ''], tileSize: 256, maxzoom: 19, ...(attribution ? { attribution } : {}) },
  },
  layers: [{ id: 'base', type: 'raster', source: 'base' }],
})
