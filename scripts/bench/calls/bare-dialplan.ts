/**
 * The bare IVR that our server is measured against, on the same Asterisk: answer, prompt, one digit, dial the same kind
 * of telephone, hang up. No case, no record, no decision: what Asterisk alone costs.
 * @param greeting sound file without its extension.
 */
export const bareDialplan = (greeting: string): string => `
[from-trunk](+)
; more digits of the pattern are fixed than in the one that leads to the server, so this one wins
exten => _8XXXXXX,1,Goto(bench-ivr,\${EXTEN},1)

[bench-ivr]
exten => _8XXXXXX,1,Set(LINE=\${EXTEN:1})
 same => n,Answer()
 same => n,Background(${greeting})
 same => n,WaitExten(10)
 same => n,Hangup()
exten => 1,1,Dial(PJSIP/13700\${LINE}@carrier,15)
 same => n,Hangup()
`
