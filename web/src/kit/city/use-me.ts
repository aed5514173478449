import { usePortal } from '../portal/portal.ts'
import type { Session } from '../session/session.ts'

/** Who is signed in, what they may do, and the ways in and out. */
export const useMe = (): Session => usePortal().session
