import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

/** As much of libheif as a photo needs; its package has no types for this build. */
interface HeifImage {
  get_width(): number
  get_height(): number
  is_primary(): boolean
  display(into: Picture, done: (picture: Picture | null) => void): void
}
interface Picture {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}
interface Heif {
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeifImage[] }
}
interface Asked {
  readonly bytes: Uint8Array
  readonly most: { readonly pixels: number; readonly side: number }
}

// a thread of its own: a picture that stops the decoder stops nothing else
const { bytes, most } = workerData as Asked
const { HeifDecoder } = createRequire(import.meta.url)('libheif-js/wasm-bundle.js') as Heif
const images = new HeifDecoder().decode(bytes)
const image = images.find((one) => one.is_primary()) ?? images[0]
const [width, height] = image ? [image.get_width(), image.get_height()] : [0, 0]

// what the header says is believed before anything is unfolded
if (!image || width * height > most.pixels || Math.max(width, height) > most.side)
  parentPort!.postMessage({ width, height })
else
  image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, (picture) => {
    if (!picture) return parentPort!.postMessage({})
    const pixels = picture.data.buffer as ArrayBuffer
    parentPort!.postMessage({ width, height, data: new Uint8Array(pixels) }, [pixels])
  })
