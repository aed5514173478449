import { encode } from 'uqr'

/** Black runs of a QR code in modules, `[x, y, length]`; correction Q survives a scratch of a quarter. */
export function qrRuns(url: string): {
  readonly size: number
  readonly runs: readonly (readonly [number, number, number])[]
} {
  const { data, size } = encode(url, { ecc: 'Q', border: 0 })
  const runs: [number, number, number][] = []
  data.forEach((row, y) =>
    row.forEach((black, x) => {
      if (!black) return
      const last = runs.at(-1)
      if (last && last[1] === y && last[0] + last[2] === x) last[2] += 1
      else runs.push([x, y, 1])
    }),
  )
  return { size, runs }
}
