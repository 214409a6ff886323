defmodule IEx do
  @moduledoc """
  The shell and its settings.

  `pyex` reads an expression, evaluates it in a process of its own and prints the value. What can be typed beside
  Elixir itself stands in `IEx.Helpers`; type `h()` to read it.

  ## Settings

      IEx.configure(inspect: [limit: 3])

  `configure/1` lists them. What should hold in every session goes into a file that is evaluated when a shell begins: `.iex.exs`
  in the current directory or, if there is none, in the home directory (or in that of `$IEX_HOME`). A file `.pyex.exs` in the
  same places is evaluated after it; there goes what iex would not understand. `pyex --dot-iex FILE` takes another file instead of these.
  """

  @typedoc "A list of names of `IO.ANSI` or of sequences, or one of them."
  @type color :: IO.ANSI.ansidata()

  @doc """
  Changes settings of the shell.

    * `:inspect` - options for printing values, such as `limit: 3` or `charlists: :as_lists`
    * `:width` - how wide printed values and documentation may become: that of the terminal, at most 80, unless it is set
    * `:history_size` - how many values `v/1` remembers (20); a negative number is all of them
    * `:colors` - see below
    * `:default_prompt`, `:continuation_prompt` - what stands before a line: `%counter`, `%prefix` (`pyex`, or `...` within an
      expression) and `%node` are replaced; a space follows
    * `:alive_prompt`, `:alive_continuation_prompt` - the same for a node with a name; kept, since pyex has none
    * `:dot_iex` - the file that new shell processes begin with, instead of `.iex.exs`
    * `:auto_reload` - whether files that were compiled with `c/1` or `recompile/0` are compiled again before an input if they have changed
    * `:parser` - `{module, function, arguments}`: called with a text, its options and a state before the arguments, it gives
      `{:ok, quoted, state}`
    * `:status` - whether the status line is shown (only in pyex)
    * `:editing_mode` - the keys of the prompt, `:emacs` or `:vi` (only in pyex; F4 changes it too, and `~/.inputrc` is asked first)
    * `:background` - what the colours of typed code are chosen for, `:dark` or `:light` (only in pyex; else `COLORFGBG` is asked)

  `:inspect` and `:colors` are merged into what was set before. The settings of `Application.get_env(:iex, key)` are the same ones.

  ## Colours

  `enabled: false` turns all of them off. Each role is a name of `IO.ANSI`, a sequence, or a list of these:

    * `:eval_result`, `:eval_info`, `:eval_error`, `:eval_interrupt`, `:stack_info`, `:blame_diff` - what the shell prints
    * `:syntax_colors` - values, a keyword list of their kinds (`:atom`, `:string`, `:number`...), or `false`
    * `:ls_directory`, `:ls_device` - names in `ls/0`
    * `:doc_title`, `:doc_headings`, `:doc_metadata`, `:doc_code`, `:doc_inline_code`, `:doc_bold`, `:doc_underline`, `:doc_quote`,
      `:doc_table_heading` - documentation

          IEx.configure(colors: [eval_result: [:green, :bright], doc_title: :cyan])
  """
  @spec configure(keyword()) :: :ok
  def configure(options), do: IEx.Config.configure(options)

  @doc "The settings that are in force, as a keyword list."
  @spec configuration() :: keyword()
  def configuration, do: IEx.Config.configuration()

  @doc "Whether code runs inside a shell (and not in a script)."
  @spec started?() :: boolean()
  def started?, do: :pyex_iex.started()

  @doc "The width that values are printed in: that of the terminal, 80 at most unless it was configured."
  @spec width() :: pos_integer()
  def width, do: IEx.Config.width()

  @doc "The options that the shell prints values with."
  @spec inspect_opts() :: keyword()
  def inspect_opts, do: IEx.Config.inspect_opts()

  @doc """
  Has a function without arguments called whenever a shell process begins; the answer is `:ok`.

      IEx.after_spawn(fn -> IO.puts("at your service") end)
  """
  @spec after_spawn((-> any())) :: :ok
  def after_spawn(function) when is_function(function, 0) do
    Application.put_env(:iex, :after_spawn, [function | Application.get_env(:iex, :after_spawn, [])])
  end

  @doc "The functions that were given to `after_spawn/1`, the first one first."
  @spec after_spawn() :: [(-> any())]
  def after_spawn, do: :iex |> Application.get_env(:after_spawn, []) |> Enum.reverse()

  @doc """
  `text` in the colour of a role: `:eval_result`, `:eval_error`, `:eval_info`, `:stack_info`, `:blame_diff`...

  Without colours (no terminal, or `NO_COLOR` is set) it is the text itself.
  """
  @spec color(atom(), IO.chardata()) :: String.t()
  def color(role, text) do
    case IEx.Config.color(role) do
      "" -> IO.iodata_to_binary(text)
      sequence -> sequence <> IO.iodata_to_binary(text) <> "\e[0m"
    end
  end

  @doc """
  A value that the shell does not print: what an expression answers that wants no answer shown.

      iex> IEx.dont_display_result()
  """
  @spec dont_display_result() :: :"do not show this result in output"
  def dont_display_result, do: :"do not show this result in output"

  @doc """
  Stops here: the prompt gets the variables of this place, until `continue()`.

  In a process that is not the shell's own the person at the prompt is asked first. `whereami()` shows the place,
  `next()` goes on to the next expression (of a function that `break!/1` was used on). Needs `require IEx`.
  """
  defmacro pry do
    quote do: IEx.Pry.pry(binding(), __ENV__, unquote(:pyex_debug.latest(__CALLER__.file)))
  end

  @doc """
  Sets a breakpoint: the function stops so many times before the first expression of its body. Returns the breakpoint's number.

      break!(URI.parse/1)
      break!(URI.parse("https" <> _))
      break!(Enum.at(list, n) when n > length(list), 3)

  With patterns and a guard it stops only at calls that match. Works for modules that were typed at the prompt, too.
  See also `break!/4` and, of `IEx.Helpers`, `breaks/0`, `reset_break/1`, `remove_breaks/0`.
  """
  defmacro break!(call, stops \\ 1), do: IEx.Break.expand(call, stops, __CALLER__)

  @doc "Sets a breakpoint in a function given by module, name and arity: `break!(URI, :parse, 1)`."
  def break!(module, function, arity, stops \\ 1)
      when is_atom(module) and is_atom(function) and is_integer(arity) and is_integer(stops) do
    IEx.Break.set!(module, function, arity, fn _ -> true end, stops)
  end
end
