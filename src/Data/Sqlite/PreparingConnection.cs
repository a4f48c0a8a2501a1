using System.Data;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Hecai.Data;

/// <summary>
/// A connection that stays open and prepares each statement once. The driver parses and plans a text whenever it is executed, and
/// that takes longer than the row that it reads or writes.
/// </summary>
internal sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
{
    // More texts than a program has that does not put values into them; then all are forgotten rather than some chosen.
    private const int MaxPrepared = 300;
    private readonly Dictionary<string, SqliteCommand> idle = [];

    /// <summary>A command that runs the prepared statement of its text.</summary>
    public override SqliteCommand CreateCommand() => new Prepared { Connection = this, Transaction = Transaction };

    // One reader at a time has a statement; a second one with the same text gets its own.
    private SqliteCommand Take(string text) => idle.Remove(text, out var command) ? command : new SqliteCommand(text, this);

    private void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (idle.Count >= MaxPrepared)
            Forget();
        if (State != ConnectionState.Open || !idle.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    private void Forget()
    {
        foreach (var command in idle.Values)
            command.Dispose();
        idle.Clear();
    }

    public override void Close()
    {
        Forget();
        base.Close();
    }

    private sealed class Prepared : SqliteCommand
    {
        private PreparingConnection? connection;
        private SqliteCommand? statement;

        // The driver's list of a connection's commands holds the statements, not those who borrow them.
        public override SqliteConnection? Connection
        {
            get => connection;
            set => connection = (PreparingConnection?)value;
        }

        [AllowNull]
        public override string CommandText
        {
            get => base.CommandText;
            set
            {
                Return();
                base.CommandText = value;
            }
        }

        public override void Prepare() { }

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => Statement().ExecuteReader(behavior);
        public override int ExecuteNonQuery() => Statement().ExecuteNonQuery();
        public override object? ExecuteScalar() => Statement().ExecuteScalar();

        private SqliteCommand Statement()
        {
            statement ??= connection!.Take(CommandText);
            statement.Transaction = Transaction;
            statement.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters)
                statement.Parameters.Add(parameter);
            return statement;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Return();
            base.Dispose(disposing);
        }

        private void Return()
        {
            if (statement is not null)
                connection!.GiveBack(statement);
            statement = null;
        }
    }
}
