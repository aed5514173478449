import { Problem } from '@vmeste/sdk'
import type { IdentityPort } from '@vmeste/host/identity'

/** `accepted`, or the code of the refusal. */
export const codeOf = (identity: IdentityPort, bearer: string): Promise<string> =>
  identity.verify(bearer).then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof Problem) return error.code
      throw error
    },
  )
