import { spawn } from 'node:child_process'

/** How the two programs are called: a command with the arguments that always come first (a loader, a data path). */
export type SpeechTools = { readonly espeakNg: readonly string[]; readonly sox: readonly string[] }

export type Ran = { readonly ok: true; readonly stdout: Buffer } | { readonly ok: false; readonly reason: string }

/** A prompt takes some 20 ms; a program that hangs must not hang the start with it. */
const limitMs = 30_000

/** Runs a program with some input and collects what it writes. A failure is a reason that names the program. */
export function runTool(
  command: readonly string[],
  args: readonly string[],
  input: Buffer | string = '',
): Promise<Ran> {
  const [program = '', ...first] = command
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], { stdio: 'pipe', timeout: limitMs, killSignal: 'SIGKILL' })
    const stdout: Buffer[] = []
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = `${stderr}${chunk}`.slice(-2000)
    })
    child.on('error', (error) => resolve({ ok: false, reason: `${program} can't be run (${error.message})` }))
    child.on('close', (code, signal) => {
      if (code === 0) return resolve({ ok: true, stdout: Buffer.concat(stdout) })
      const how = signal ? `was ended by ${signal}` : `failed with exit code ${code}`
      resolve({ ok: false, reason: `${program} ${how}${stderr.trim() ? `: ${stderr.trim().split('\n').at(-1)}` : ''}` })
    })
    // A program that ends without reading its input closes the pipe; its exit code says why.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * Whether both programs can do what is asked of them: espeak-ng 1.50 or newer with the Mandarin pinyin voice and an
 * English one, sox with WAV input.
 * @returns one message naming everything that is wrong and what to do, or null.
 */
export async function speechToolsFault(tools: SpeechTools): Promise<string | null> {
  const [espeak, mandarin, english, sox] = await Promise.all([
    runTool(tools.espeakNg, ['--version']),
    runTool(tools.espeakNg, ['-q', '-x', '-v', 'cmn-latn-pinyin', '--stdin'], 'ma1'),
    runTool(tools.espeakNg, ['-q', '-x', '-v', 'en-us', '--stdin'], 'one'),
    runTool(tools.sox, ['--version']),
  ])
  const faults: string[] = []
  const version = espeak.ok ? /eSpeak NG\D*(\d+)\.(\d+)/i.exec(String(espeak.stdout)) : null
  if (!espeak.ok) faults.push(espeak.reason)
  else if (!version) faults.push(`${tools.espeakNg.join(' ')} is not espeak-ng`)
  else if (Number(version[1]) === 1 && Number(version[2]) < 50)
    faults.push(`espeak-ng ${version[1]}.${version[2]} is too old (1.50 is needed)`)
  else {
    if (!mandarin.ok || !/m\S*55/.test(String(mandarin.stdout))) faults.push('espeak-ng has no voice cmn-latn-pinyin')
    if (!english.ok || !String(english.stdout).trim()) faults.push('espeak-ng has no voice en-us')
  }
  if (!sox.ok) faults.push(sox.reason)
  else if (!/sox/i.test(String(sox.stdout))) faults.push(`${tools.sox.join(' ')} is not sox`)
  return faults.length === 0
    ? null
    : `prompts can't be spoken: ${faults.join('; ')}. Install espeak-ng and sox (apt-get install espeak-ng sox), then start again.`
}
