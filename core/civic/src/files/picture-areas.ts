import { createHash } from 'node:crypto'
import { mostAreas, type PictureArea } from '@vmeste/sdk'

/** A rectangle of pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1

/**
 * Areas that lie on a picture, with nothing in them but their numbers.
 *
 * @throws RangeError where one does not, or there are too many
 */
export function checkedAreas(areas: readonly PictureArea[]): PictureArea[] {
  if (areas.length > mostAreas) throw new RangeError(`more than ${mostAreas} areas`)
  return areas.map(({ x, y, width, height }) => {
    if (![x, y, width, height].every(isShare) || width === 0 || height === 0)
      throw new RangeError('an area is not a part of its picture')
    return { x, y, width, height }
  })
}

/** The pixels of an area, rounded outwards and inside the picture: never a line less than was covered. */
export function boxOf({ x, y, width, height }: PictureArea, picture: { width: number; height: number }): Box {
  const left = Math.min(Math.floor(x * picture.width), picture.width - 1)
  const top = Math.min(Math.floor(y * picture.height), picture.height - 1)
  const right = Math.min(picture.width, Math.max(left + 1, Math.ceil((x + width) * picture.width)))
  const bottom = Math.min(picture.height, Math.max(top + 1, Math.ceil((y + height) * picture.height)))
  return { left, top, width: right - left, height: bottom - top }
}

/** The name of a picture with these areas painted out: other areas, another name. */
export const nameOfAreas = (areas: readonly PictureArea[]): string =>
  createHash('sha256')
    .update(JSON.stringify(areas.map(({ x, y, width, height }) => [x, y, width, height])))
    .digest('hex')
    .slice(0, 16)
