# bash: source <(stet completion bash)
_stet_complete() {
    local word detail files=
    COMPREPLY=()
    while IFS=$'\t' read -r word detail; do
        if [[ $word == :files ]]; then
            files=1
        else
            COMPREPLY+=("$word")
        fi
    done < <("${COMP_WORDS[0]}" complete-words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ $files ]]; then
        local name
        compopt -o filenames 2>/dev/null
        while IFS= read -r name; do
            COMPREPLY+=("$name")
        done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
    fi
}
complete -F _stet_complete stet
