import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { placeDays } from '../../shared/tables/place-days.ts'
import type { Place } from '../accounts/known-places.ts'
import { realmPath } from '../options/embedded-options.ts'
import { network } from './attempt-limits.ts'

const cookie = 'VMESTE_DEVICE'
const markIn = new RegExp(`(?:^|; )${cookie}=([\\w-]{32})(?:;|$)`)

/** Where a request comes from. The mark opens nothing: it says that guesses from here are counted apart. */
export const placeOf = (req: Request): Place => ({
  network: network(req.ip ?? ''),
  device: markIn.exec(req.headers.cookie ?? '')?.[1],
})

/** The same, with a mark for a browser that has none. */
export function markedPlace(req: Request, res: Response, secure: boolean): Place {
  const place = placeOf(req)
  const device = place.device ?? randomBytes(24).toString('base64url')
  res.cookie(cookie, device, {
    path: realmPath,
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: placeDays * 86_400_000,
  })
  return { ...place, device }
}
