import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deadLinksOf, linksOf } from './links.ts'
import { houses, roomsOf } from './rooms.ts'
import { files, read } from './workspace.ts'

/** More than this is no longer read at a glance. */
const oneScreen = 60

describe('a README', () => {
  test('is in many packages', () => {
    expect(houses.length).toBeGreaterThan(10)
    expect(houses).toEqual(expect.arrayContaining(['core/host', 'modules/appeals', 'web', 'deploy', 'test']))
  })

  test.each(houses)('of %s is one screen and leads to each of its rooms', (house) => {
    const page = `${house}/README.md`
    expect(files('README.md')).toContain(page)
    expect(read(page).split('\n').length).toBeLessThanOrEqual(oneScreen)
    const led = new Set(linksOf(page).map(({ path }) => join(house, path).replace(/\/(README\.md)?$/, '')))
    expect(
      roomsOf(house)
        .filter((room) => !led.has(room))
        .map((room) => relative(house, room)),
    ).toEqual([])
  })

  test('links to what is there', () => {
    expect(files('README.md').flatMap(deadLinksOf)).toEqual([])
  })
})
