import sharp from 'sharp'
import type { Light } from './light.ts'
import { randomFrom } from './random.ts'
import { height, width, type Layers } from './scene.ts'
import type { Svg } from './svg.ts'

const pixels = width * height
/** Sizes at which layers are drawn; what is far is out of focus anyway. */
const sizes = { back: 0.5, front: 0.75, glow: 0.25 } as const

/**
 * A drawing becomes a snapshot: background out of focus, the light of the hour, a lens that darkens corners, grain.
 * @param tilt degrees by which the phone was not held straight
 * @returns a JPEG of 1280 × 960
 */
export async function develop(layers: Layers, light: Light, { tilt, seed }: { readonly tilt: number; readonly seed: string }): Promise<Buffer> {
  const rain = light.rain ? streaks(randomFrom(`rain ${seed}`)) : ''
  const [back, front, glow] = await Promise.all([
    sharp(document(layers.back, sizes.back, tilt)).removeAlpha().blur(2.2).resize(width * sizes.front, height * sizes.front).toColourspace('srgb').raw().toBuffer(),
    sharp(document(layers.front + rain, sizes.front, tilt)).png({ compressionLevel: 0 }).toBuffer(),
    layers.glow ? sharp(document(layers.glow, sizes.glow, tilt)).flatten({ background: '#000000' }).blur(5).resize(width, height).raw().toBuffer() : undefined,
  ])
  const flat = await sharp(back, { raw: { width: width * sizes.front, height: height * sizes.front, channels: 3 } }).composite([{ input: front }]).removeAlpha().toColourspace('srgb').raw().toBuffer()
  const whole = await sharp(flat, { raw: { width: width * sizes.front, height: height * sizes.front, channels: 3 } }).resize(width, height, { kernel: 'cubic' }).raw().toBuffer()
  expose(whole, glow, light, Math.floor(randomFrom(seed)() * noise.length))
  return sharp(whole, { raw: { width, height, channels: 3 } }).jpeg({ quality: 84, chromaSubsampling: '4:2:0' }).toBuffer()
}

/** A little larger than the frame, so that a tilted one has no empty corners. */
const document = (content: Svg, scale: number, tilt: number): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}"><g transform="rotate(${tilt} 640 480) translate(640 480) scale(1.06) translate(-640 -480)">${content}</g></svg>`)

const vignette = makeVignette()
const noise = makeNoise()

/** Light, lens and film in one pass over the pixels. */
function expose(image: Buffer, glow: Buffer | undefined, { gain, saturation }: Light, offset: number): void {
  const [red, green, blue] = gain
  for (let pixel = 0, at = 0; pixel < pixels; pixel++, at += 3) {
    const r = image[at]!, g = image[at + 1]!, b = image[at + 2]!
    const grey = r * 0.3 + g * 0.58 + b * 0.12
    const lens = vignette[pixel]!, grain = noise[(pixel + offset) % noise.length]!
    image[at] = clamp((grey + (r - grey) * saturation) * red * lens + grain + (glow ? glow[at]! : 0))
    image[at + 1] = clamp((grey + (g - grey) * saturation) * green * lens + grain + (glow ? glow[at + 1]! : 0))
    image[at + 2] = clamp((grey + (b - grey) * saturation) * blue * lens + grain + (glow ? glow[at + 2]! : 0))
  }
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value)

function makeVignette(): Float32Array {
  const made = new Float32Array(pixels)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = (x - width / 2) / (width / 2), dy = (y - height / 2) / (height / 2)
      made[y * width + x] = 1 - 0.17 * Math.max(0, (dx * dx + dy * dy) / 2 - 0.12)
    }
  }
  return made
}

/** A prime number of grains, so that rows do not repeat below each other. */
function makeNoise(): Float32Array {
  const random = randomFrom('film')
  return Float32Array.from({ length: 99_991 }, () => (random() + random() + random() - 1.5) * 9)
}

function streaks(random: () => number): Svg {
  return Array.from({ length: 130 }, () => {
    const x = random() * width * 1.1, y = random() * height, long = 26 + random() * 50
    return `<path d="M${x.toFixed(0)} ${y.toFixed(0)}l${(-long * 0.14).toFixed(0)} ${long.toFixed(0)}" stroke="#eef3f6" stroke-width="${(0.8 + random() * 1.3).toFixed(1)}" opacity="${(0.18 + random() * 0.25).toFixed(2)}"/>`
  }).join('')
}
