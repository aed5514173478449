/** What the hour and the weather do to a photo. Scenes are drawn in plain daylight; this is laid over them. */
export interface Light {
  readonly sky: readonly [top: string, middle: string, horizon: string]
  /** Multiplied into red, green, blue. */
  readonly gain: readonly [red: number, green: number, blue: number]
  /** 1 leaves colours as they are. */
  readonly saturation: number
  /** Strength of cast shadows. */
  readonly shadow: number
  /** How far shadows reach, in heights. */
  readonly reach: number
  readonly rain?: boolean
  /** Windows and lamps are lit. */
  readonly lamps?: boolean
}

export const lights = {
  morning: { sky: ['#c3d8e8', '#e6e6e0', '#fbe6c8'], gain: [1.05, 1, 0.93], saturation: 1, shadow: 0.3, reach: 1.3 },
  day: { sky: ['#a5cbe8', '#cfe2ec', '#eef3f1'], gain: [1.02, 1.02, 1], saturation: 1.06, shadow: 0.32, reach: 0.6 },
  overcast: {
    sky: ['#c3ccd3', '#d6dbde', '#e7e8e6'],
    gain: [0.93, 0.95, 0.97],
    saturation: 0.8,
    shadow: 0.16,
    reach: 0.3,
  },
  golden: {
    sky: ['#b9c3cf', '#f0cfa0', '#fbe3b4'],
    gain: [1.07, 0.97, 0.84],
    saturation: 1.02,
    shadow: 0.36,
    reach: 1.8,
  },
  dusk: {
    sky: ['#6f86b8', '#c7a9b8', '#f3b98e'],
    gain: [0.5, 0.5, 0.66],
    saturation: 0.95,
    shadow: 0.15,
    reach: 0.4,
    lamps: true,
  },
  night: {
    sky: ['#4a5a86', '#5a688f', '#7a7f98'],
    gain: [0.34, 0.38, 0.54],
    saturation: 0.85,
    shadow: 0.1,
    reach: 0.3,
    lamps: true,
  },
  /** A stairwell with its lamp on. */
  indoors: { sky: ['#efeadc', '#efeadc', '#efeadc'], gain: [0.96, 0.9, 0.8], saturation: 1, shadow: 0.1, reach: 0.3 },
  rain: {
    sky: ['#a7b1b9', '#b9c1c6', '#cbd0d1'],
    gain: [0.82, 0.87, 0.92],
    saturation: 0.75,
    shadow: 0.12,
    reach: 0.3,
    rain: true,
  },
} as const satisfies Record<string, Light>
export type LightName = keyof typeof lights
