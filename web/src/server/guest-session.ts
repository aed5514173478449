import { computed, ref } from 'vue'
import type { Session } from '../kit/session/session.ts'

/** What a page rendered on the server knows of its reader: nothing. */
export const guestSession = (): Session => ({
  me: ref(undefined),
  settled: ref(false),
  isStaff: computed(() => false),
  can: (permission) => permission === undefined,
  home: undefined,
  brokers: [],
  renew: async () => undefined,
  signIn: async () => undefined,
  signOut: async () => undefined,
  token: async () => undefined,
})
