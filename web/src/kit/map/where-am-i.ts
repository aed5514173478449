import type { MapPlace } from './map-point.ts'

/** Where the device is, asked once; nothing when it does not know or may not say. Works without a map. */
export function whereAmI(): Promise<MapPlace | undefined> {
  return new Promise((resolve) => {
    // only there over https, whatever the types say
    if (!('geolocation' in navigator)) {
      resolve(undefined)
      return
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        resolve({ lat: Number(coords.latitude.toFixed(6)), lon: Number(coords.longitude.toFixed(6)) })
      },
      () => {
        resolve(undefined)
      },
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 },
    )
  })
}
