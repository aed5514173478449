export type SeasonName = 'spring' | 'summer' | 'autumn' | 'winter'

export interface Season {
  readonly name: SeasonName
  /** Tones of leaves from dark to light; none when trees are bare. */
  readonly leaves: readonly [dark: string, middle: string, light: string] | undefined
  readonly grass: readonly [far: string, near: string]
  readonly snow: boolean
}

const seasons: Readonly<Record<SeasonName, Season>> = {
  spring: { name: 'spring', leaves: ['#7c9a4c', '#9dba5f', '#c2d583'], grass: ['#a3b56d', '#7e9650'], snow: false },
  summer: { name: 'summer', leaves: ['#4a7148', '#658f55', '#93b56c'], grass: ['#9db573', '#6d8d4f'], snow: false },
  autumn: { name: 'autumn', leaves: ['#9a5a2c', '#c78436', '#e3b45a'], grass: ['#aaa66d', '#7f7f4c'], snow: false },
  winter: { name: 'winter', leaves: undefined, grass: ['#e3e8ec', '#cdd6de'], snow: true },
}

/** What the trees of Belarus look like in that month. */
export function seasonAt(date: Date): Season {
  const month = date.getUTCMonth() + 1
  if (month >= 12 || month <= 2) return seasons.winter
  if (month <= 4) return seasons.spring
  return month <= 9 ? seasons.summer : seasons.autumn
}
