#compdef stet
# zsh: source <(stet completion zsh), after compinit
_stet_complete() {
    local line word detail files=
    local -a found shown
    for line in "${(@f)$("${words[1]}" complete-words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        word=${line%%$'\t'*}
        detail=${line#*$'\t'}
        if [[ $word == :files ]]; then
            files=1
        elif [[ -n $word ]]; then
            found+=("$word")
            shown+=("$word${detail:+  -- $detail}")
        fi
    done
    (( $#found )) && compadd -U -l -d shown -a -- found
    [[ -n $files ]] && _files
    return 0
}
compdef _stet_complete stet
