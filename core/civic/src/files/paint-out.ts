import type { PictureArea } from '@vmeste/sdk'
import sharp from 'sharp'
import { sides } from './file-limits.ts'
import { boxOf } from './picture-areas.ts'

const ink = { r: 22, g: 26, b: 25 }

/**
 * Both pictures that others get: areas painted over in the full one, the small one made from that. Nothing of what lay
 * there is left in the bytes, and nothing but the picture is.
 */
export async function paintOut(
  picture: Buffer,
  areas: readonly PictureArea[],
): Promise<{ readonly full: Buffer; readonly thumb: Buffer }> {
  const { width, height } = await sharp(picture).metadata()
  const boxes = areas.map((area) => {
    const { left, top, ...size } = boxOf(area, { width, height })
    return { left, top, input: { create: { ...size, channels: 3 as const, background: ink } } }
  })
  const full = await sharp(picture).composite(boxes).webp({ quality: 80 }).timeout({ seconds: 20 }).toBuffer()
  const thumb = await sharp(full)
    .resize({ width: sides.thumb, height: sides.thumb, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .timeout({ seconds: 20 })
    .toBuffer()
  return { full, thumb }
}
