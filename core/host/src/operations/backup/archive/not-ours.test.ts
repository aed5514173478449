import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { makeBackupKey } from './make-key.ts'
import { openArchive } from './read-archive.ts'
import { requireRecipients, seal } from './sealing.ts'

const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

test('the private half given for the public one is called so, and nothing that was given is repeated', async () => {
  const { identity, recipient } = await makeBackupKey()
  for (const given of [identity, identity.toLowerCase(), ` ${identity}`])
    expect(messageOf(() => requireRecipients([recipient, given]))).toMatch(/private half/)
  for (const given of [identity, 'four words and a river', 'ssh-ed25519 AAAAC3NzaC1lZDI1']) {
    const said = messageOf(() => requireRecipients([given]))
    expect(said).not.toBe('')
    expect(said.toLowerCase()).not.toContain(given.slice(-6).toLowerCase())
    expect(said).not.toContain(given.slice(0, 19))
  }
})

test('a file of another program is called no backup, not a damaged one, however long it is', async () => {
  for (const text of ['', 'root:x:0:0\n', 'номер;адрес\n'.repeat(5_000), 'PK\u0003\u0004'.repeat(20_000)])
    await expect(
      openArchive(Readable.from([Buffer.from(text)], { objectMode: false }), {}),
      text.slice(0, 20),
    ).rejects.toThrow(/^The backup is damaged: it is no backup/)
})

test('what somebody else has sealed to the same passphrase is no backup either', async () => {
  const blocks: Buffer[] = []
  const passphrase = 'four words and a river'
  await pipeline(
    await seal(Readable.from([Buffer.from('a letter, not a tar\n'.repeat(100))], { objectMode: false }), {
      passphrase,
      workFactor: 4,
    }),
    new Writable({ write: (block: Buffer, _, done) => (blocks.push(block), done()) }),
  )
  await expect(openArchive(Readable.from(blocks, { objectMode: false }), { passphrase })).rejects.toThrow(
    /^The backup is damaged: it is no backup/,
  )
})
