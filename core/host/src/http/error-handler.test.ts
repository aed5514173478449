import type { Request, Response } from 'express'
import type { Logger } from 'pino'
import { expect, test, vi } from 'vitest'
import { errorHandler } from './error-handler.ts'

function halfSent(error: unknown): { readonly destroyed: number; readonly logged: number } {
  const destroy = vi.fn(),
    log = vi.fn()
  errorHandler({ error: log } as unknown as Logger)(
    error,
    { headers: {} } as Request,
    { headersSent: true, destroy } as unknown as Response,
    () => {
      throw new Error('nobody else may answer')
    },
  )
  return { destroyed: destroy.mock.calls.length, logged: log.mock.calls.length }
}

test('half an answer ends there: whoever went away is not logged, a fault of ours is', () => {
  expect(halfSent(Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }))).toEqual({
    destroyed: 1,
    logged: 0,
  })
  expect(
    halfSent(Object.assign(new Error('read'), { code: 'ECONNRESET' })),
    'a database that is gone is no caller that left',
  ).toEqual({ destroyed: 1, logged: 1 })
  expect(halfSent(new Error('the disk is gone'))).toEqual({ destroyed: 1, logged: 1 })
})
