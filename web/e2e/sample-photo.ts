import sharp from 'sharp'

/** A phone's photo that tells where it was taken and with what; no two are the same. */
export function samplePhoto(): Promise<Buffer> {
  const colour = { r: Math.floor(Math.random() * 255), g: Math.floor(Math.random() * 255), b: 90 }
  return sharp({ create: { width: 1200, height: 900, channels: 3, background: colour } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Phone', Model: 'Of somebody' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '53/1 27/1 45/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '27/1 13/1 30/1',
      },
    })
    .toBuffer()
}

/** What a picture says about its making. */
export const exifOf = async (picture: Buffer): Promise<Buffer | undefined> => (await sharp(picture).metadata()).exif
