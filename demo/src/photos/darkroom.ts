import { develop } from './develop.ts'
import { lights, type LightName } from './light.ts'
import { randomFrom } from './random.ts'
import { scenes, type SceneName } from './scenes.ts'
import { seasonAt } from './season.ts'

export interface Shot {
  readonly scene: SceneName
  readonly light: LightName
  readonly broken: boolean
}

/** Develops each shot once and keeps it; how many at a time is for the caller to say. */
export class Darkroom {
  readonly #now: Date
  readonly #developed = new Map<string, Promise<Buffer>>()

  constructor(now: Date) {
    this.#now = now
  }

  get count(): number {
    return this.#developed.size
  }

  photo(shot: Shot): Promise<Buffer> {
    const key = `${shot.scene} ${shot.broken ? 'broken' : 'mended'} ${shot.light}`
    const known = this.#developed.get(key)
    if (known) return known
    const made = this.#develop(shot, key)
    this.#developed.set(key, made)
    return made
  }

  #develop({ scene, light, broken }: Shot, key: string): Promise<Buffer> {
    const random = randomFrom(key)
    const layers = scenes[scene]({
      broken,
      light: lights[light],
      season: seasonAt(this.#now),
      place: scene,
      random: randomFrom(scene),
    })
    return develop(layers, lights[light], { tilt: random() * 3 - 1.5, seed: key })
  }
}
