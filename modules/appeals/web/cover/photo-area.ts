/** A rectangle of a picture, in shares of its width and height. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Point {
  readonly x: number
  readonly y: number
}

/** Smaller is no area that anybody could see or hit. */
const least = 0.02
/** As wide as a face or a number plate on a photo of a yard. */
const usual = 0.22

const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

/** From one corner to the other, whichever was first; inside the picture. */
export function areaBetween(one: Point, other: Point): Area {
  const [x, y] = [within(Math.min(one.x, other.x), 0, 1), within(Math.min(one.y, other.y), 0, 1)]
  return { x, y, width: within(Math.max(one.x, other.x), 0, 1) - x, height: within(Math.max(one.y, other.y), 0, 1) - y }
}

/** Around a touched point, square to the eye. @param ratio width of the picture by its height */
export const areaAround = (at: Point, ratio: number): Area => {
  const [width, height] = [usual, Math.min(0.9, usual * ratio)]
  return moved({ x: at.x - width / 2, y: at.y - height / 2, width, height }, { x: 0, y: 0 })
}

export const moved = (area: Area, by: Point): Area => ({
  ...area,
  x: within(area.x + by.x, 0, 1 - area.width),
  y: within(area.y + by.y, 0, 1 - area.height),
})

/** Its lower right corner goes. */
export const resized = (area: Area, by: Point): Area => ({
  ...area,
  width: within(area.width + by.x, least, 1 - area.x),
  height: within(area.height + by.y, least, 1 - area.y),
})

export const isArea = ({ width, height }: Area): boolean => width >= least && height >= least

/** The whole picture: nobody else sees it at all. */
export const isWhole = ({ x, y, width, height }: Area): boolean => x === 0 && y === 0 && width === 1 && height === 1

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`
/** Where it lies over its picture. */
export const styleOf = ({ x, y, width, height }: Area): Readonly<Record<string, string>> => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
})
