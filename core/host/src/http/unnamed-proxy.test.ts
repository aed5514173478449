import express, { type Request, type Response } from 'express'
import { expect, test } from 'vitest'
import { isInside, noticeUnnamedProxy } from './unnamed-proxy.ts'

test.each([
  ['10.0.5.7', true],
  ['::ffff:172.18.0.2', true],
  ['192.168.1.5', true],
  ['fd00::2', true],
  ['172.32.0.1', false],
  ['203.0.113.7', false],
  ['2001:db8::1', false],
  ['', false],
])('%s is inside: %s', (address, is) => {
  expect(isInside(address)).toBe(is)
})

test('an unnamed proxy inside is said once; a named one, a stranger and a plain request are not', () => {
  const app = express().set('trust proxy', ['loopback', '10.0.5.0/24'])
  const said: unknown[] = []
  const notice = noticeUnnamedProxy(app, {
    warn: (what: unknown) => {
      said.push(what)
    },
  } as never)
  const request = (remoteAddress: string, forwarded?: string) => {
    notice(
      {
        socket: { remoteAddress },
        headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      } as unknown as Request,
      {} as Response,
      () => undefined,
    )
  }
  for (const [from, forwarded] of [
    ['10.0.5.7', '198.51.100.1'],
    ['127.0.0.1', '198.51.100.1'],
    ['203.0.113.7', '198.51.100.1'],
    ['172.18.0.2', undefined],
  ] as const)
    request(from, forwarded)
  expect(said).toEqual([])
  request('172.18.0.2', '198.51.100.1')
  request('172.18.0.3', '198.51.100.1')
  expect(said).toEqual([{ proxy: '172.18.0.2' }])
})
