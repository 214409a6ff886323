defmodule Regex do
  @moduledoc """
  Regular expressions, in the syntax of PCRE. The sigil `~r` makes one:

      iex> Regex.run(~r/(\\d+)-(\\d+)/, "call 555-1234 now")
      ["555-1234", "555", "1234"]
      iex> "Hello" =~ ~r/^h/i
      true

  Modifiers:

    * `i` - upper and lower case are alike
    * `u` - works on characters (with Unicode's classes), not on bytes
    * `m` - `^` and `$` match at each line
    * `s` - a dot matches a new line too
    * `x` - whitespace and comments in the expression count for nothing
    * `U` - quantifiers take as little as they can
    * `f` - the match must begin in the first line
  """

  defstruct re_pattern: nil, source: "", opts: [], re_version: ""

  @type t :: %__MODULE__{re_pattern: term, source: binary, opts: [term]}

  # ---- Making -------------------------------------------------------------------------------------------------------

  @doc false
  @deprecated "Use Kernel.is_struct(term, Regex) or pattern match on %Regex{} instead"
  def regex?(term), do: is_struct(term, Regex)

  @doc """
  Compiles an expression; the options are modifiers or a list of those of `:re.compile/2`.

      iex> Regex.compile("fine", "i")
      {:ok, ~r/fine/i}
      iex> Regex.compile("a(b")
      {:error, {~c"missing )", 3}}
  """
  @spec compile(binary, binary | [term]) :: {:ok, t} | {:error, term}
  def compile(source, opts \\ "") when is_binary(source) do
    compile(source, opts, version())
  end

  defp compile(source, opts, version) when is_binary(opts) do
    case modifiers(opts, []) do
      {:error, rest} -> {:error, {:invalid_option, rest}}
      translated -> compile(source, translated, version)
    end
  end

  defp compile(source, opts, version) when is_list(opts) do
    case :re.compile(source, opts) do
      {:ok, pattern} -> {:ok, %Regex{re_pattern: pattern, source: source, opts: opts, re_version: version}}
      error -> error
    end
  end

  defp modifiers(<<?s, rest::binary>>, opts), do: modifiers(rest, [:dotall, {:newline, :anycrlf} | opts])
  defp modifiers(<<?u, rest::binary>>, opts), do: modifiers(rest, [:unicode, :ucp | opts])
  defp modifiers(<<?i, rest::binary>>, opts), do: modifiers(rest, [:caseless | opts])
  defp modifiers(<<?x, rest::binary>>, opts), do: modifiers(rest, [:extended | opts])
  defp modifiers(<<?f, rest::binary>>, opts), do: modifiers(rest, [:firstline | opts])
  defp modifiers(<<?U, rest::binary>>, opts), do: modifiers(rest, [:ungreedy | opts])
  defp modifiers(<<?m, rest::binary>>, opts), do: modifiers(rest, [:multiline | opts])
  defp modifiers(<<>>, opts), do: opts
  defp modifiers(rest, _opts), do: {:error, rest}

  @doc """
  As `compile/2`, but gives the expression itself and raises `Regex.CompileError`.

      iex> Regex.compile!("a+")
      ~r/a+/
  """
  @spec compile!(binary, binary | [term]) :: t
  def compile!(source, options \\ "") when is_binary(source) do
    case compile(source, options) do
      {:ok, regex} -> regex
      {:error, {reason, at}} -> raise Regex.CompileError, "#{reason} at position #{at}"
    end
  end

  @doc "Compiles an expression again; there is never a need to."
  @spec recompile(t) :: {:ok, t} | {:error, term}
  def recompile(%Regex{} = regex), do: {:ok, regex}

  @doc "Compiles an expression again; there is never a need to."
  @spec recompile!(t) :: t
  def recompile!(%Regex{} = regex), do: regex

  @doc "The version of PCRE whose syntax is understood."
  @spec version() :: term
  def version, do: {:re.version(), :little}

  # ---- What it is ---------------------------------------------------------------------------------------------------

  @doc """
  The source of an expression.

      iex> Regex.source(~r/a.b/s)
      "a.b"
  """
  @spec source(t) :: String.t()
  def source(%Regex{source: source}), do: source

  @doc """
  The options of an expression.

      iex> Regex.opts(~r/a/m)
      [:multiline]
  """
  @spec opts(t) :: [term]
  def opts(%Regex{opts: opts}), do: opts

  @doc "The compiled expression for the functions of `:re`."
  @spec re_pattern(t) :: term
  def re_pattern(%Regex{re_pattern: pattern}), do: pattern

  @doc """
  The names of the groups, in alphabetical order.

      iex> Regex.names(~r/(?<b>.)(?<a>.)/)
      ["a", "b"]
  """
  @spec names(t) :: [String.t()]
  def names(%Regex{re_pattern: pattern}) do
    {:namelist, names} = :re.inspect(pattern, :namelist)
    names
  end

  @doc """
  Puts a backslash before everything that means something in an expression.

      iex> Regex.escape("1+1=2?")
      "1\\\\+1=2\\\\?"
  """
  @spec escape(String.t()) :: String.t()
  def escape(string) when is_binary(string), do: :pyex_regex.escape(string)

  @doc false
  def unescape_map(:newline), do: true
  def unescape_map(?f), do: ?\f
  def unescape_map(?n), do: ?\n
  def unescape_map(?r), do: ?\r
  def unescape_map(?t), do: ?\t
  def unescape_map(?v), do: ?\v
  def unescape_map(?a), do: ?\a
  def unescape_map(_), do: false

  # ---- Matching -----------------------------------------------------------------------------------------------------

  @doc """
  Whether the expression matches.

      iex> Regex.match?(~r/^\\p{Lu}/u, "Écluse")
      true
  """
  @spec match?(t, String.t()) :: boolean
  def match?(%Regex{re_pattern: pattern}, string) when is_binary(string), do: :pyex_regex.match?(pattern, string)

  @doc """
  The first match as a list of the whole and its groups, or nil.

  Options: `:return` (`:binary` or `:index`), `:capture` (`:all`, `:first`, `:all_but_first`, `:all_names`, `:none` or a list of groups),
  `:offset` (where to begin, in bytes).

      iex> Regex.run(~r/o(.)/, "fox dog")
      ["ox", "x"]
      iex> Regex.run(~r/o(.)/, "fox dog", return: :index)
      [{1, 2}, {2, 1}]
      iex> Regex.run(~r/x/, "none")
      nil
  """
  @spec run(t, String.t(), keyword) :: nil | [String.t()] | [{integer, integer}]
  def run(regex, string, options \\ [])

  def run(%Regex{} = regex, string, options) when is_binary(string) do
    offset = Keyword.get(options, :offset, 0)

    if offset > byte_size(string) do
      nil
    else
      case :re.run(string, regex.re_pattern, [{:capture, capture(options), return(options)}, {:offset, offset}]) do
        :nomatch -> nil
        :match -> []
        {:match, results} -> results
      end
    end
  end

  defp capture(options) do
    case Keyword.get(options, :capture, :all) do
      names when is_list(names) -> names
      capture -> capture
    end
  end

  defp return(options) do
    case Keyword.get(options, :return, :binary) do
      return when return in [:binary, :index] -> return
      other -> raise ArgumentError, "invalid value for :return option, expected :binary or :index, got: #{inspect(other)}"
    end
  end

  @doc """
  The named groups of the first match as a map, or nil.

      iex> Regex.named_captures(~r/(?<year>\\d{4})-(?<month>\\d\\d)/, "on 2024-05-06")
      %{"month" => "05", "year" => "2024"}
  """
  @spec named_captures(t, String.t(), keyword) :: map | nil
  def named_captures(regex, string, options \\ []) when is_binary(string) do
    names = names(regex)

    case run(regex, string, Keyword.put(options, :capture, names)) do
      nil -> nil
      results -> Map.new(Enum.zip(names, results))
    end
  end

  @doc """
  All matches, each as `run/3` gives it.

      iex> Regex.scan(~r/(\\w)(\\d)/, "a1 b2", capture: :all_but_first)
      [["a", "1"], ["b", "2"]]
  """
  @spec scan(t, String.t(), keyword) :: [[String.t()]] | [[{integer, integer}]]
  def scan(regex, string, options \\ [])

  def scan(%Regex{} = regex, string, options) when is_binary(string) do
    offset = Keyword.get(options, :offset, 0)

    case :re.run(string, regex.re_pattern, [{:capture, capture(options), return(options)}, :global, {:offset, offset}]) do
      :nomatch -> []
      :match -> []
      {:match, results} -> results
    end
  end

  # ---- Splitting and replacing --------------------------------------------------------------------------------------

  @doc """
  The parts of a string between matches.

  Options: `:parts` (how many at most), `:trim` (leave out empty ones), `:on` (the groups to cut at, `:first` for the whole match),
  `:include_captures` (whether what was cut out stands between the parts).

      iex> Regex.split(~r/[,;]\\s*/, "a, b;c,d")
      ["a", "b", "c", "d"]
      iex> Regex.split(~r/([+*])/, "2+3*4", include_captures: true)
      ["2", "+", "3", "*", "4"]
  """
  @spec split(t, String.t(), keyword) :: [String.t()]
  def split(regex, string, options \\ [])

  def split(%Regex{}, "", opts) do
    if Keyword.get(opts, :trim, false), do: [], else: [""]
  end

  def split(%Regex{re_pattern: pattern}, string, opts) when is_binary(string) and is_list(opts) do
    on = Keyword.get(opts, :on, :first)

    case Keyword.get(opts, :parts, :infinity) do
      parts when parts == :infinity or (is_integer(parts) and parts > 0) ->
        :pyex_regex.split(pattern, string, parts, on, Keyword.get(opts, :trim, false), Keyword.get(opts, :include_captures, false))
    end
  end

  @doc """
  The string with matches replaced: by a string in which `\\\\1` or `\\\\g{1}` stand for groups, or by what a function makes of the
  match and its groups. `global: false` replaces the first one only.

      iex> Regex.replace(~r/(\\w+) (\\w+)/, "first second", "\\\\2 \\\\1")
      "second first"
      iex> Regex.replace(~r/(\\d)(\\w)/, "1a 2b", fn _, digit, letter -> letter <> digit end)
      "a1 b2"
  """
  @spec replace(t, String.t(), String.t() | (... -> String.t()), keyword) :: String.t()
  def replace(regex, string, replacement, options \\ [])

  def replace(%Regex{re_pattern: pattern}, string, replacement, options)
      when is_binary(string) and is_binary(replacement) and is_list(options) do
    :pyex_regex.replace(pattern, string, replacement, Keyword.get(options, :global, true))
  end

  def replace(%Regex{re_pattern: pattern}, string, replacement, options)
      when is_binary(string) and is_function(replacement) and is_list(options) do
    {:arity, arity} = Function.info(replacement, :arity)

    pattern
    |> :pyex_regex.pieces(string, Keyword.get(options, :global, true))
    |> fill(replacement, arity)
    |> :erlang.iolist_to_binary()
  end

  defp fill([{groups} | pieces], fun, arity), do: [apply(fun, arguments(groups, arity)) | fill(pieces, fun, arity)]
  defp fill([text | pieces], fun, arity), do: [text | fill(pieces, fun, arity)]
  defp fill([], _fun, _arity), do: []

  defp arguments(_groups, 0), do: []
  defp arguments([group | groups], count), do: [group | arguments(groups, count - 1)]
  defp arguments([], count), do: ["" | arguments([], count - 1)]
end

defimpl Inspect, for: Regex do
  import Inspect.Algebra

  def inspect(%{source: source, opts: options}, opts) do
    case letters(options, "") do
      :error -> concat(["Regex.compile!(", to_doc(source, opts), ", ", to_doc(options, opts), ")"])
      letters -> color_doc("~r/" <> :pyex_regex.shown(source) <> "/" <> letters, :regex, opts)
    end
  end

  defp letters([:dotall, {:newline, :anycrlf} | rest], acc), do: letters(rest, "s" <> acc)
  defp letters([:unicode, :ucp | rest], acc), do: letters(rest, "u" <> acc)
  defp letters([:caseless | rest], acc), do: letters(rest, "i" <> acc)
  defp letters([:extended | rest], acc), do: letters(rest, "x" <> acc)
  defp letters([:firstline | rest], acc), do: letters(rest, "f" <> acc)
  defp letters([:ungreedy | rest], acc), do: letters(rest, "U" <> acc)
  defp letters([:multiline | rest], acc), do: letters(rest, "m" <> acc)
  defp letters([], acc), do: acc
  defp letters(_, _acc), do: :error
end
