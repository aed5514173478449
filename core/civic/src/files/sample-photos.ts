import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

/** A phone's photo for tests: lying on its side, and telling the place it was taken at. */
export function photoWithGps(size = { width: 1600, height: 1200 }): Promise<Buffer> {
  const noise = randomBytes(64 * 48 * 3)
  return sharp(noise, { raw: { width: 64, height: 48, channels: 3 } })
    .resize(size)
    .jpeg({ quality: 80 })
    .withExif({
      IFD0: { Make: 'Vmeste test camera', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '53/1 27/1 45/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '27/1 13/1 30/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}
