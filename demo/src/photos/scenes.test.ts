import sharp from 'sharp'
import { expect, test } from 'vitest'
import { monthsAt } from '../month/months.ts'
import { Darkroom } from './darkroom.ts'
import { lights } from './light.ts'
import { randomFrom } from './random.ts'
import { scenes } from './scenes.ts'
import { seasonAt } from './season.ts'

const months = ['2026-01-15', '2026-04-15', '2026-07-15', '2026-10-15'].map((day) => new Date(day))

test('every scene is drawn in every season, broken and mended', async () => {
  for (const [name, scene] of Object.entries(scenes))
    for (const at of months)
      for (const broken of [true, false]) {
        const layers = scene({
          broken,
          light: lights.rain,
          season: seasonAt(at),
          place: name,
          random: randomFrom(name),
        })
        for (const layer of Object.values(layers) as string[]) {
          expect(layer).not.toMatch(/NaN|undefined|\[object/)
          const { format } = await sharp(
            Buffer.from(
              `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48" viewBox="0 0 1280 960">${layer}</svg>`,
            ),
          ).metadata()
          expect(format).toBe('svg')
        }
      }
})

test('the same photo at every start, another one once it is mended', async () => {
  const shot = { scene: 'stairwell', light: 'indoors', broken: false } as const
  const [one, again, broken] = await Promise.all([
    new Darkroom(months[2]!).photo(shot),
    new Darkroom(months[2]!).photo(shot),
    new Darkroom(months[2]!).photo({ ...shot, broken: true }),
  ])
  expect(one.equals(again)).toBe(true)
  expect(one.equals(broken)).toBe(false)
  expect(await sharp(one).metadata()).toMatchObject({ format: 'jpeg', width: 880, height: 660 })
})

test.each(months)('at most forty photos are developed, and no city shows one of them twice: %s', (at) => {
  const developed = new Set<string>()
  for (const [city, month] of Object.entries(monthsAt(at))) {
    const shown = month.flatMap(({ photo, acts }) => [
      ...(photo ? [`${photo.join(' ')} before`] : []),
      ...acts.flatMap((one) =>
        'photo' in one && one.photo ? [`${one.photo.join(' ')} ${one.do === 'answer' ? 'after' : 'before'}`] : [],
      ),
    ])
    expect(new Set(shown).size, city).toBe(shown.length)
    for (const each of shown) developed.add(each)
  }
  expect(developed.size).toBeLessThanOrEqual(40)
})
