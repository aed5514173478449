/** Random key of this browser: lets the platform limit guests without knowing who they are. Never used for rights. */
export function deviceKey(): string {
  try {
    const known = localStorage.getItem('vmeste.device')
    if (known) return known
    const fresh = crypto.randomUUID()
    localStorage.setItem('vmeste.device', fresh)
    return fresh
  } catch {
    return 'none'
  }
}
