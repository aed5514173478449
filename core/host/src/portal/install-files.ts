import { Router } from 'express'
import { deflateSync, crc32 } from 'node:zlib'
import { langOf, snapshotOf } from '../http/city-request.ts'
import type { BuiltPortal } from './read-portal.ts'

/**
 * The platform's mark, one stitched rhombus on a grid of 20: so an icon of any size is drawn exactly, without a picture
 * library.
 */
const mark = (() => {
  const inside = (x: number, y: number): boolean => Math.abs(x - 9.5) + Math.abs(y - 9.5) < 10.5
  const cross = new Set([
    '7,6',
    '12,6',
    '7,7',
    '8,7',
    '11,7',
    '12,7',
    '8,8',
    '9,8',
    '10,8',
    '11,8',
    '8,11',
    '9,11',
    '10,11',
    '11,11',
    '7,12',
    '8,12',
    '11,12',
    '12,12',
    '7,13',
    '12,13',
    '8,9',
    '11,9',
    '8,10',
    '11,10',
  ])
  return Array.from({ length: 20 }, (_, y) =>
    Array.from({ length: 20 }, (__, x) => (cross.has(`${x},${y}`) ? 2 : inside(x, y) ? 1 : 0)),
  )
})()

const rgb = (hex: string): [number, number, number] =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]

/** A PNG of the mark in a city's colours: the rhombus in the second colour on a ground of the first. */
export function iconPng(size: number, brand: { colour: string; onColour: string }): Buffer {
  const cell = Math.floor(size / 32),
    start = Math.floor((size - cell * 20) / 2)
  const ground = rgb(brand.colour),
    figure = rgb(brand.onColour)
  const rows = Buffer.alloc(size * (1 + size * 3))
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const value = mark[Math.floor((y - start) / cell)]?.[Math.floor((x - start) / cell)] ?? 0
      rows.set(value === 1 ? figure : ground, y * (1 + size * 3) + 1 + x * 3)
    }
  }
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function iconSvg(brand: { colour: string; onColour: string }): string {
  const cells = (value: number): string =>
    mark.flatMap((row, y) => row.flatMap((cell, x) => (cell === value ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" shape-rendering="crispEdges"><path fill="${brand.colour}" d="${cells(1)}"/><path fill="${brand.onColour}" d="${cells(2)}"/></svg>`
}

/** What makes a city's portal installable: its manifest and its icons. */
export function installFiles(portal: BuiltPortal): Router {
  const router = Router({ mergeParams: true })
  router.get('/c/:city/manifest.webmanifest', (req, res) => {
    const { city } = snapshotOf(req)
    const lang = langOf(req),
      base = `/c/${city.slug}`
    res.setHeader('cache-control', 'public, max-age=3600')
    res
      .type('application/manifest+json')
      .send(
        JSON.stringify({
          id: `${base}/`,
          name: `${city.name[lang]} · ${portal.shell.shellText(lang, 'install.name')}`,
          short_name: city.name[lang],
          lang,
          dir: 'ltr',
          start_url: `${base}/`,
          scope: `${base}/`,
          display: 'standalone',
          background_color: '#fbf9f4',
          theme_color: city.brand.colour,
          icons: [192, 512].flatMap((size) =>
            ['any', 'maskable'].map((purpose) => ({
              src: `${base}/icon-${size}.png`,
              sizes: `${size}x${size}`,
              type: 'image/png',
              purpose,
            })),
          ),
        }),
      )
  })
  router.get('/c/:city/icon.svg', (req, res) => {
    res.setHeader('cache-control', 'public, max-age=86400')
    res.type('image/svg+xml').send(iconSvg(snapshotOf(req).city.brand))
  })
  for (const size of [192, 512]) {
    router.get(`/c/:city/icon-${size}.png`, (req, res) => {
      res.setHeader('cache-control', 'public, max-age=86400')
      res.type('png').send(iconPng(size, snapshotOf(req).city.brand))
    })
  }
  return router
}
