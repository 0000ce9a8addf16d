# fish: stet completion fish | source
function __stet_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] complete-words -- $words[2..-1] "$current" 2>/dev/null)
    string match -v ':files*' -- $lines
    if string match -q ':files*' -- $lines
        __fish_complete_path "$current"
    end
end
complete -c stet -f -a '(__stet_complete)'
