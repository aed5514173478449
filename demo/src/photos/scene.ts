import type { Light } from './light.ts'
import type { Season } from './season.ts'
import type { Svg } from './svg.ts'

/** The sides of a drawing, in its own units; the horizon is what most scenes agree on. */
export const width = 1280
export const height = 960
export const horizon = 400

/** What a scene is drawn with. */
export interface Brush {
  /** Before it was mended. */
  readonly broken: boolean
  readonly light: Light
  readonly season: Season
  /** Name of the place: its houses and trees stand as they stood, broken or mended. */
  readonly place: string
  readonly random: () => number
}

/** Layers of a photo: what is far and out of focus, what it is about, and light that shines by itself. */
export interface Layers {
  readonly back: Svg
  readonly front: Svg
  readonly glow?: Svg
}

export type Scene = (brush: Brush) => Layers
