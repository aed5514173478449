import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { join, openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const [operator, executor] = ['operator.uzda', 'executor.uzda']
const point = { lat: 53.46, lon: 27.25 }
const staff = '... on Report { photosBefore { covers { id byAuthor } } history { text who } }'
const own = '... on TrackedReport { myPhotos { state covers { id } } }'

describe('areas of a photo', () => {
  const photographed = async () => {
    const device = { device: randomUUID() }
    const photo = await town.upload(device)
    const sent = await submit(
      town,
      { topic: 'YARD.PLAY', anywayNew: true, place: { point }, photos: [photo], photoConsent: true },
      device,
    )
    return { ...sent, photo }
  }
  interface Seen {
    code?: string
    photosBefore?: { covers: { id: string; byAuthor: boolean }[] }[]
    myPhotos?: { state: string; covers: { id: string }[] }[]
    history?: { text: string; who: string }[]
  }
  const ask = async (call: string, as?: string): Promise<Seen> =>
    (
      await town.ask<{ r: Seen }>(
        `mutation { r: ${call} { ${as === undefined ? own : staff} ... on Problem { code path } } }`,
        {},
        as === undefined ? {} : { as },
      )
    ).r
  const area = (x: number, width = 0.2) => `{ x: ${x}, y: 0.1, width: ${width}, height: 0.2 }`
  const cover = (id: string, photo: string, on = area(0.1), as = operator) =>
    ask(`coverPhoto(report: "${id}", photo: "${photo}", area: ${on}, seconds: 3)`, as)

  test('the same again is one; staff take off theirs, the author the author’s; who did it is told', async () => {
    const { id, photo, secret } = await photographed()
    await cover(id, photo)
    const covered = await cover(id, photo, area(0.10000001))
    expect(covered.photosBefore![0]!.covers).toMatchObject([{ byAuthor: false }])
    expect(covered.history!.at(-1)).toMatchObject({ text: 'Часть фото скрыта', who: `Test ${operator}` })
    const mine = await ask(`coverMyPhoto(secret: "${secret}", photo: "${photo}")`)
    expect(mine.myPhotos).toMatchObject([{ state: 'HIDDEN', covers: [{}] }])
    const [own, theirs] = [mine.myPhotos![0]!.covers[0]!.id, covered.photosBefore![0]!.covers[0]!.id]
    expect(await ask(`uncoverPhoto(report: "${id}", cover: "${own}")`, operator)).toMatchObject({
      code: 'PHOTO_COVER_THEIRS',
    })
    expect(await ask(`uncoverMyPhoto(secret: "${secret}", cover: "${theirs}")`)).toMatchObject({
      code: 'PHOTO_COVER_UNKNOWN',
    })
    expect((await ask(`uncoverMyPhoto(secret: "${secret}", cover: "${own}")`)).myPhotos).toMatchObject([
      { state: 'CHECKING', covers: [] },
    ])
    expect((await ask(`uncoverPhoto(report: "${id}", cover: "${theirs}")`, operator)).photosBefore).toEqual([
      { covers: [] },
    ])
    expect(await ask(`coverMyPhoto(secret: "${await join(town, id)}", photo: "${photo}")`)).toMatchObject({
      code: 'PHOTO_NOT_YOURS',
    })
  })

  test('two of staff at once cover both; what is no area, no photo or too many is refused', async () => {
    const { id, photo } = await photographed()
    await Promise.all([cover(id, photo, area(0.1)), cover(id, photo, area(0.5), executor)])
    const rest = await Promise.all(Array.from({ length: 18 }, (_, n) => cover(id, photo, area(n / 100, 0.3))))
    expect(Math.max(...rest.map((one) => one.photosBefore?.[0]?.covers.length ?? 0))).toBe(20)
    expect(await cover(id, photo, area(0.9))).toMatchObject({ code: 'PHOTO_COVER_MANY' })
    expect(await cover(id, randomUUID())).toMatchObject({ code: 'PHOTO_UNKNOWN' })
    for (const wrong of [area(1), area(-0.1), area(0.1, 0), area(0.1, -1)])
      expect(await cover(id, photo, wrong), wrong).toMatchObject({ code: 'INPUT_INVALID' })
    expect(await cover(id, photo, area(0.1), 'executor.uzda+light')).toMatchObject({ code: 'OTHER_DEPARTMENT' })
  })
})
