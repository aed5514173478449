import type { Scene } from './scene.ts'
import { bench } from './scenes/bench.ts'
import { branch } from './scenes/branch.ts'
import { busStop } from './scenes/bus-stop.ts'
import { containers } from './scenes/containers.ts'
import { dump } from './scenes/dump.ts'
import { entrance } from './scenes/entrance.ts'
import { lamp } from './scenes/lamp.ts'
import { litter } from './scenes/litter.ts'
import { manhole } from './scenes/manhole.ts'
import { pathUnderfoot } from './scenes/path-underfoot.ts'
import { paving } from './scenes/paving.ts'
import { pothole } from './scenes/pothole.ts'
import { puddle } from './scenes/puddle.ts'
import { roadSign } from './scenes/road-sign.ts'
import { slide } from './scenes/slide.ts'
import { stairwell } from './scenes/stairwell.ts'
import { swing } from './scenes/swing.ts'

export const scenes = {
  bench,
  branch,
  'bus-stop': busStop,
  containers,
  dump,
  entrance,
  lamp,
  litter,
  manhole,
  'path-underfoot': pathUnderfoot,
  paving,
  pothole,
  puddle,
  'road-sign': roadSign,
  slide,
  stairwell,
  swing,
} as const satisfies Record<string, Scene>
export type SceneName = keyof typeof scenes
