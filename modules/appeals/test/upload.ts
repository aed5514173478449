import { randomUUID } from 'node:crypto'
import type { GraphOptions } from '@vmeste/testkit'
import type { SilverCity } from '@vmeste/testkit/silver'
import { photo } from './town.ts'

/** A photo as a phone sends it; its id. */
export async function upload({ host, slug }: SilverCity, { as, device }: GraphOptions): Promise<string> {
  const id = randomUUID()
  const reply = await host.fetch(`/c/${slug}/files/${id}`, {
    method: 'PUT',
    body: (await photo()) as RequestInit['body'],
    headers: as ? { authorization: `Bearer ${as}` } : { 'x-device': device ?? '' },
  })
  if (reply.status !== 201) throw new Error(`upload: ${await reply.text()}`)
  return id
}
