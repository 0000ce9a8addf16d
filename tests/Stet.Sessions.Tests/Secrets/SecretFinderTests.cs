using Stet.Sessions.Secrets;

namespace Stet.Sessions.Tests.Secrets;

public class SecretFinderTests
{
    [Theory]
    [InlineData("!git clone https://ann:s3cr3t!@example.org/x.git", "!git clone https://ann:[secret]@example.org/x.git")]
    [InlineData("!mysql -u root -phunter2 db", "!mysql -u root -p[secret] db")]
    [InlineData("!curl -u ann:hunter2 https://x.org", "!curl -u ann:[secret] https://x.org")]
    [InlineData("!curl -H 'Authorization: Bearer abcdef0123456789' x", "!curl -H 'Authorization: Bearer [secret]' x")]
    [InlineData("!vault login --token=abcd-1234 -v", "!vault login --token=[secret] -v")]
    [InlineData("!tool --password 'hun ter2'", "!tool --password '[secret]'")]
    [InlineData("!export API_TOKEN=abcd1234 && make", "!export API_TOKEN=[secret] && make")]
    [InlineData("!PGPASSWORD=\"hunter2\" psql", "!PGPASSWORD=\"[secret]\" psql")]
    [InlineData("password = \"hunter2\"", "password = \"[secret]\"")]
    [InlineData("var apiKey = \"ab12cd34ef\";", "var apiKey = \"[secret]\";")]
    [InlineData("client = new Client(\"ghp_0123456789abcdefghijABCDEFGHIJ456789\")", "client = new Client(\"[secret]\")")]
    [InlineData("key = \"AKIAABCDEFGHIJKLMNOP\"", "key = \"[secret]\"")]
    [InlineData("db = Open(\"Server=db;Database=x;Password=hunter2;\")", "db = Open(\"Server=db;Database=x;Password=[secret];\")")]
    [InlineData("settings[\"password\"] = \"hunter2\"", "settings[\"password\"] = \"[secret]\"")]
    [InlineData("pem = \"\"\"\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n\"\"\"", "pem = \"\"\"\n[secret]\n\"\"\"")]
    public void What_looks_like_a_secret_is_not_kept(string code, string kept) => Assert.Equal(kept, SecretFinder.Without(code, out _));

    [Theory]
    [InlineData("password = Console.ReadLine()")]
    [InlineData("password = \"\"")]
    [InlineData("token = lexer.Next()")]
    [InlineData("token = \"num\"")]
    [InlineData("tokens.Count(t => t.Kind == \"number\")")]
    [InlineData("!mysql -p db")]
    [InlineData("!tool --password $PASSWORD")]
    [InlineData("!curl https://example.org:8080/a@b")]
    [InlineData("!export TOKEN=$(pass show x)")]
    [InlineData("!grep -p passwords.txt")]
    [InlineData("!ssh ann@example.org")]
    [InlineData("secretary = \"Ann Smith\"")]
    [InlineData("if (password.Length < 8) Console.WriteLine(\"too short\");")]
    [InlineData("hash = \"d41d8cd98f00b204e9800998ecf8427e\"")]
    public void What_is_none_is_kept_as_it_is(string code) => Assert.Equal(code, SecretFinder.Without(code, out _));
}
