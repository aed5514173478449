import { generateX25519Identity, identityToRecipient } from 'age-encryption'

/** A pair of keys of age: whoever has `recipient` can seal, only whoever has `identity` can open. */
export async function makeBackupKey(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}
