// Answers a line "seed size image" with "same", or with where the restored image differs from the graph of that seed and size.
using Stet.Runtime.RoundTrip;

while (Console.ReadLine() is { } line)
{
    string[] words = line.Split(' ');
    Console.WriteLine(Trip.Judge(int.Parse(words[0]), int.Parse(words[1]), Convert.FromBase64String(words[2])));
}
