using System.Text.Json;

namespace Stet.References.Tests;

public class AssetsFileTests
{
    private const string Json = """
        {
          "targets": {
            "net10.0": { "Bank/1.0.0": { "type": "package", "runtime": { "lib/net8.0/Wrong.dll": {} } } },
            "net10.0/linux-x64": {
              "Bank/1.0.0": { "type": "package", "runtime": { "lib/net8.0/Bank.dll": {}, "lib/net8.0/Bank.pdb": {} }, "native": { "runtimes/linux-x64/native/libbank.so": {} } },
              "Empty/1.0.0": { "type": "package", "runtime": { "lib/netstandard2.0/_._": {} } },
              "Shop/1.0.0": { "type": "project", "runtime": { "bin/placeholder/Shop.dll": {} } }
            }
          },
          "libraries": {
            "Bank/1.0.0": { "type": "package", "path": "bank/1.0.0" },
            "Empty/1.0.0": { "type": "package", "path": "empty/1.0.0" },
            "Shop/1.0.0": { "type": "project", "path": "../shop/Shop.csproj", "msbuildProject": "../shop/Shop.csproj" }
          },
          "packageFolders": { "/packages/": {} },
          "logs": [ { "code": "NU1701", "level": "Warning", "message": "restored for another framework", "libraryId": "Bank" } ]
        }
        """;

    [Fact]
    public void Files_are_those_of_this_runtime_with_their_paths()
    {
        var assets = AssetsFile.Read(JsonDocument.Parse(Json).RootElement, "/work/generated");
        Assert.Equal(["/packages/bank/1.0.0/lib/net8.0/Bank.dll"], assets.Managed);
        Assert.Equal(["/packages/bank/1.0.0/runtimes/linux-x64/native/libbank.so"], assets.Native);
        Assert.Equal(["/work/shop/Shop.csproj"], assets.Projects);
        Assert.Equal(new AssetsMessage("NU1701", false, "Bank", "restored for another framework"), Assert.Single(assets.Messages));
    }

    [Fact]
    public void Assemblies_come_after_those_that_they_refer_to_also_where_two_refer_to_each_other()
    {
        var ordered = Resolution.Ordered([Assembly("A", "B", "System.Runtime"), Assembly("B", "C"), Assembly("C", "B")]);
        Assert.Equal(["C", "B", "A"], ordered.Select(a => a.Name));
        Assert.Equal(["", "C", "B"], ordered.Select(a => string.Join(' ', a.References)));
    }

    private static ResolvedAssembly Assembly(string name, params string[] references) => new(name, $"/packages/{name}.dll", new('0', 32), references);
}
