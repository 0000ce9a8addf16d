using Stet.Images.Types;
using Stet.Runtime.Capturing.Plans;

namespace Stet.Runtime.Migrating;

/// <summary>Objects that the user's own <c>Migrate</c> makes: nothing is allocated for them before. The type may be abstract.</summary>
internal sealed class HookPlan(Type type) : Plan(type, Form.Fields);
