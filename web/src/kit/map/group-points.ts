/**
 * What would lie under one finger, as one: no two groups stand nearer to each other than `apart`, so each can be
 * touched by itself. Each stands where its first point does; a middle of all of them could come too near to its
 * neighbour's.
 *
 * @param at where a point is on the screen, px
 * @param apart px
 */
export function groupPoints<Point>(
  points: readonly Point[],
  at: (point: Point) => { readonly x: number; readonly y: number },
  apart: number,
): readonly (readonly Point[])[] {
  const groups: { readonly x: number; readonly y: number; readonly all: Point[] }[] = []
  for (const point of points) {
    const { x, y } = at(point)
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < apart)
    if (near) near.all.push(point)
    else groups.push({ x, y, all: [point] })
  }
  return groups.map(({ all }) => all)
}
