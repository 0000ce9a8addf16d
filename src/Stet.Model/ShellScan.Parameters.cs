namespace Stet.Model;

/// <summary><c>${...}</c>: what is done with a parameter decides how a shell reads what follows.</summary>
public sealed partial class ShellScan
{
    private void Parameter(ShellPlace place)
    {
        ParameterName();
        var replaces = !AtEnd && text[at] == '/';
        var what = Operation(place);
        at += !replaces ? 0 : Next is '/' or '#' or '%' ? 2 : 1;
        while (!AtEnd && text[at] != '}')
        {
            if (replaces && text[at] == '/')
            {
                (replaces, what) = (false, place == ShellPlace.Plain ? ShellPlace.Split : what);
                at++;
                continue;
            }

            WithinParameter(place, what);
        }

        IsOpen |= AtEnd;
        at = Math.Min(at + 1, text.Length);
    }

    /// <summary>Passes the name, with what stands before it and its subscript.</summary>
    private void ParameterName()
    {
        at += !AtEnd && text[at] is '!' or '#' && Next is not ('}' or ':' or '-' or '#' or '%' or '/') ? 1 : 0;
        if (!AtEnd && text[at] is '@' or '*' or '#' or '?' or '-' or '$' or '!' && !(text[at] == mark && holeAt(at) > 0))
        {
            at++;
        }

        while (!AtEnd && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        if (!AtEnd && text[at] == '[')
        {
            at++;
            Bracket();
        }
    }

    /// <summary>How a value is read behind the operator that stands next.</summary>
    private ShellPlace Operation(ShellPlace place)
    {
        var c = AtEnd ? '}' : text[at];
        var isAssigned = c == '=' || (c == ':' && Next == '=');
        return c switch
        {
            ':' when Next is not ('-' or '=' or '?' or '+') => ShellPlace.Arithmetic,
            '#' or '%' or '/' or '^' or ',' when place is ShellPlace.DoubleQuoted or ShellPlace.HereDocument => ShellPlace.Pattern,
            _ => isAssigned && place == ShellPlace.Plain ? ShellPlace.Split : place,
        };
    }

    private void WithinParameter(ShellPlace place, ShellPlace what)
    {
        if (text[at] == '"' && place is (ShellPlace.DoubleQuoted or ShellPlace.HereDocument))
        {
            Quoted('"', ShellPlace.DoubleQuoted);
        }
        else if (text[at] == '\'' && what == ShellPlace.Pattern)
        {
            Quoted('\'', ShellPlace.SingleQuoted);
        }
        else
        {
            Pass(what);
        }
    }
}
