/** An Asterisk that can be run: the machine's own, or one unpacked in a private folder. */
export type AsteriskInstallation = {
  /** Program and first arguments; `-C <asterisk.conf> -f` follows. */
  readonly command: readonly string[]
  /** Folder of its `*.so` modules. */
  readonly modulesDir: string
  /** Folder of its sounds and documentation (`astdatadir`). */
  readonly dataDir: string
  /** `22.10.1`, as `asterisk -V` tells. */
  readonly version: string
}
