import sharp from 'sharp'

const [width, height] = [4000, 3000]

/** What the portal makes of a photo before it sends it: `web/src/kit/photo/downscale.ts`. */
export const sentByPortal = (photo: Buffer): Promise<Buffer> =>
  sharp(photo).resize(1600, 1600, { fit: 'inside' }).jpeg({ quality: 80 }).toBuffer()

/**
 * Twelve megapixels with as much going on at every scale as in a street: a file as large as a phone's, and as hard to
 * make small. It shows nothing and nobody.
 */
export async function makePhoto(): Promise<Buffer> {
  const sum = new Float32Array(width * height)
  const scales = [1, 2, 4, 8, 16, 32, 64, 128, 256]
  for (const scale of scales) {
    const layer = await sharp({
      create: {
        width: Math.ceil(width / scale),
        height: Math.ceil(height / scale),
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
      .extractChannel(0)
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer()
    // a lens softens the finest of it
    const weight = scale === 1 ? 0.3 : scale === 2 ? 0.6 : 1
    for (let i = 0; i < sum.length; i++) sum[i]! += (layer[i]! - 128) * weight
  }
  const grey = Buffer.from(Uint8ClampedArray.from(sum, (value) => 128 + value * 0.75).buffer)
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .tint({ r: 150, g: 160, b: 130 })
    .jpeg({ quality: 88 })
    .toBuffer()
}
