global using Stet.Model;
