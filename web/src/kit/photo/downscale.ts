const longest = 1600

/**
 * A photo small enough for a slow network: at most 1600 px, JPEG, upright. Drawing it anew also leaves behind
 * where and with what it was taken.
 *
 * @throws Error when the browser cannot read the file as a picture
 */
export async function downscale(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale)),
    height = Math.max(1, Math.round(bitmap.height * scale))
  try {
    if (typeof OffscreenCanvas === 'function') {
      const canvas = new OffscreenCanvas(width, height)
      draw(canvas.getContext('2d')!, bitmap, width, height)
      return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
    }
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    draw(canvas.getContext('2d')!, bitmap, width, height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => {
          if (blob) resolve(blob)
          else reject(new Error('no picture'))
        },
        'image/jpeg',
        0.8,
      )
    })
  } finally {
    bitmap.close()
  }
}

function draw(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  bitmap: ImageBitmap,
  width: number,
  height: number,
): void {
  // a transparent picture would turn black as JPEG
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
}
