import sharp from 'sharp'
import type { Light } from './light.ts'
import { randomFrom } from './random.ts'
import { height, width, type Layers } from './scene.ts'
import type { Svg } from './svg.ts'

/** Size of the film, and at what share of the drawing's size layers are drawn: what is far is out of focus anyway. */
const film = { width: width * 0.5625, height: height * 0.5625 }
const shares = { back: 0.3, front: 0.5625, glow: 0.15 } as const
const print = { width: width * 0.6875, height: height * 0.6875 }
const pixels = film.width * film.height

/**
 * A drawing becomes a snapshot: background out of focus, the light of the hour, a lens that darkens corners, grain.
 * @param tilt degrees by which the phone was not held straight
 * @returns a JPEG of 880 × 660
 */
export async function develop(
  layers: Layers,
  light: Light,
  { tilt, seed }: { readonly tilt: number; readonly seed: string },
): Promise<Buffer> {
  const rain = light.rain ? streaks(randomFrom(`rain ${seed}`)) : ''
  const [back, front, glow] = await Promise.all([
    soft(document(layers.back, shares.back, tilt), 1.35),
    sharp(document(layers.front + rain, shares.front, tilt))
      .ensureAlpha()
      .raw()
      .toBuffer(),
    layers.glow ? soft(document(layers.glow, shares.glow, tilt), 3) : undefined,
  ])
  expose(back, front, glow, light, Math.floor(randomFrom(seed)() * noise.length))
  return sharp(back, { raw: { ...film, channels: 3 } })
    .resize(print.width, print.height, { kernel: 'linear' })
    .jpeg({ quality: 84 })
    .toBuffer()
}

const soft = (svg: Buffer, blur: number): Promise<Buffer> =>
  sharp(svg)
    .flatten({ background: '#000000' })
    .blur(blur)
    .resize(film.width, film.height, { kernel: 'linear' })
    .raw()
    .toBuffer()

/** A little larger than the frame, so that a tilted one has no empty corners. */
const document = (content: Svg, share: number, tilt: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width * share}" height="${height * share}" viewBox="0 0 ${width} ${height}"><g transform="rotate(${tilt} 640 480) translate(640 480) scale(1.06) translate(-640 -480)">${content}</g></svg>`,
  )

const vignette = makeVignette()
const noise = makeNoise()

/** Layers, light, lens and grain in one pass over the pixels; the picture is left in `image`. */
function expose(
  image: Buffer,
  front: Buffer,
  glow: Buffer | undefined,
  { gain, saturation }: Light,
  offset: number,
): void {
  const [red, green, blue] = gain
  for (let pixel = 0, at = 0, over = 0; pixel < pixels; pixel++, at += 3, over += 4) {
    const cover = front[over + 3]! / 255,
      clear = 1 - cover
    const r = front[over]! * cover + image[at]! * clear,
      g = front[over + 1]! * cover + image[at + 1]! * clear,
      b = front[over + 2]! * cover + image[at + 2]! * clear
    const grey = r * 0.3 + g * 0.58 + b * 0.12
    const lens = vignette[pixel]!,
      grain = noise[(pixel + offset) % noise.length]!
    image[at] = clamp((grey + (r - grey) * saturation) * red * lens + grain + (glow ? glow[at]! : 0))
    image[at + 1] = clamp((grey + (g - grey) * saturation) * green * lens + grain + (glow ? glow[at + 1]! : 0))
    image[at + 2] = clamp((grey + (b - grey) * saturation) * blue * lens + grain + (glow ? glow[at + 2]! : 0))
  }
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value)

function makeVignette(): Float32Array {
  const made = new Float32Array(pixels)
  for (let y = 0; y < film.height; y++) {
    for (let x = 0; x < film.width; x++) {
      const dx = (x - film.width / 2) / (film.width / 2),
        dy = (y - film.height / 2) / (film.height / 2)
      made[y * film.width + x] = 1 - 0.17 * Math.max(0, (dx * dx + dy * dy) / 2 - 0.12)
    }
  }
  return made
}

/** A prime number of grains, so that rows do not repeat below each other. */
function makeNoise(): Float32Array {
  const random = randomFrom('film')
  return Float32Array.from({ length: 99_991 }, () => (random() + random() + random() - 1.5) * 10)
}

function streaks(random: () => number): Svg {
  return Array.from({ length: 130 }, () => {
    const x = random() * width * 1.1,
      y = random() * height,
      long = 26 + random() * 50
    return `<path d="M${x.toFixed(0)} ${y.toFixed(0)}l${(-long * 0.14).toFixed(0)} ${long.toFixed(0)}" stroke="#eef3f6" stroke-width="${(0.8 + random() * 1.3).toFixed(1)}" opacity="${(0.18 + random() * 0.25).toFixed(2)}"/>`
  }).join('')
}
