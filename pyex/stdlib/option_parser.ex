defmodule OptionParser do
  @moduledoc """
  The arguments of a command line: switches such as `--size 3` and `-v`, and what is left.

      iex> OptionParser.parse(["--size", "3", "-v", "file"], strict: [size: :integer, verbose: :boolean], aliases: [v: :verbose])
      {[size: 3, verbose: true], ["file"], []}
      iex> OptionParser.parse(["--size", "many", "--oops"], strict: [size: :integer])
      {[], [], [{"--size", "many"}, {"--oops", nil}]}

  ## Options

    * `:strict` - the switches that there are, with their types; any other is an error
    * `:switches` - the types of some switches; others are strings, or `true` where no value follows. Only those are taken whose name
      is an atom that exists already (`allow_nonexistent_atoms: true` takes all)
    * `:aliases` - the switches of single letters: `[v: :verbose]`
    * `:return_separator` - whether `--`, after which nothing is a switch, stays among the arguments

  One of `:strict` and `:switches` is given.

  ## Types

    * `:boolean` - `--debug` and `--no-debug`, also `--debug=true`
    * `:count` - how often it is there: `-vvv`
    * `:integer`, `:float`, `:string` - what follows, as `--size 3` or `--size=3`, for an alias also `-s3`
    * `:keep` - a string, and all of them count if there are several; with another type: `[:integer, :keep]`

  A dash in a switch is an underscore in its name: `--dry-run` is `:dry_run`.
  """

  @type argv :: [String.t()]
  @type parsed :: keyword()
  @type errors :: [{String.t(), String.t() | nil}]
  @type options :: [
          switches: keyword(),
          strict: keyword(),
          aliases: keyword(),
          allow_nonexistent_atoms: boolean(),
          return_separator: boolean()
        ]

  @types [:boolean, :count, :integer, :float, :string, :keep]

  defmodule ParseError do
    @moduledoc """
    A command line has switches that it may not have: `OptionParser.parse!/2` raises this.

        iex> try do OptionParser.parse!(["--sise", "3"], strict: [size: :integer]) rescue e in OptionParser.ParseError -> e.message end
        "1 error found!\\n--sise : Unknown option. Did you mean --size?"
    """
    defexception [:message]
  end

  @doc """
  The switches, the other arguments, and the errors in a command line.

      iex> OptionParser.parse(["--no-color", "-n5", "in", "--", "--out"], strict: [color: :boolean, lines: :integer], aliases: [n: :lines])
      {[color: false, lines: 5], ["in", "--out"], []}
      iex> OptionParser.parse(["--tag", "a", "--tag", "b"], strict: [tag: :keep])
      {[tag: "a", tag: "b"], [], []}
  """
  @spec parse(argv(), options()) :: {parsed(), argv(), errors()}
  def parse(argv, opts \\ []) when is_list(argv) and is_list(opts), do: collect(argv, config(opts), true, [], [], [])

  @doc """
  As `parse/2`, but raises `OptionParser.ParseError` if there are errors.

      iex> OptionParser.parse!(["--size", "3", "x"], strict: [size: :integer])
      {[size: 3], ["x"]}
  """
  @spec parse!(argv(), options()) :: {parsed(), argv()}
  def parse!(argv, opts \\ []), do: argv |> parse(opts) |> without_errors(opts)

  @doc """
  As `parse/2`, but only up to the first argument that is no switch.

      iex> OptionParser.parse_head(["--size", "3", "sub", "--size", "4"], strict: [size: :integer])
      {[size: 3], ["sub", "--size", "4"], []}
  """
  @spec parse_head(argv(), options()) :: {parsed(), argv(), errors()}
  def parse_head(argv, opts \\ []) when is_list(argv) and is_list(opts), do: collect(argv, config(opts), false, [], [], [])

  @doc """
  As `parse_head/2`, but raises `OptionParser.ParseError` if there are errors.

      iex> OptionParser.parse_head!(["--quiet", "sub", "--oops"], strict: [quiet: :boolean])
      {[quiet: true], ["sub", "--oops"]}
  """
  @spec parse_head!(argv(), options()) :: {parsed(), argv()}
  def parse_head!(argv, opts \\ []), do: argv |> parse_head(opts) |> without_errors(opts)

  @doc """
  The first switch, and what follows it: `{:ok, name, value, rest}`, `{:invalid, switch, value, rest}`,
  `{:undefined, switch, value, rest}`, or `{:error, argv}` if it begins with no switch.

      iex> OptionParser.next(["--size", "3", "x"], strict: [size: :integer])
      {:ok, :size, 3, ["x"]}
      iex> OptionParser.next(["x"], strict: [])
      {:error, ["x"]}
  """
  @spec next(argv(), options()) ::
          {:ok, key :: atom(), value :: term(), argv()}
          | {:invalid, String.t(), String.t() | nil, argv()}
          | {:undefined, String.t(), String.t() | nil, argv()}
          | {:error, argv()}
  def next(argv, opts \\ []) when is_list(argv) and is_list(opts), do: take(argv, config(opts))

  @doc """
  The command line of a keyword list.

  Values that are neither strings, booleans nor nil are made strings. With `switches: [name: :count]` a number says how often.

      iex> OptionParser.to_argv(dry_run: true, color: false, size: 3, name: nil)
      ["--dry-run", "--no-color", "--size", "3"]
      iex> OptionParser.to_argv([verbose: 2], switches: [verbose: :count])
      ["--verbose", "--verbose"]
  """
  @spec to_argv(Enumerable.t(), options()) :: argv()
  def to_argv(enum, options \\ []) do
    switches = Keyword.get(options, :switches, [])
    Enum.flat_map(enum, fn {key, value} -> argument(key, value, switches[key]) end)
  end

  defp argument(_key, nil, _type), do: []
  defp argument(key, true, _type), do: [switch(key)]
  defp argument(key, false, _type), do: ["--no-" <> dashed(key)]
  defp argument(key, count, :count), do: List.duplicate(switch(key), count)
  defp argument(key, value, _type), do: [switch(key), to_string(value)]

  defp switch(key), do: "--" <> dashed(key)
  defp dashed(key), do: key |> Atom.to_string() |> String.replace("_", "-")

  @doc ~S"""
  The arguments in a text, as a Unix shell takes it apart: at spaces, unless in quotes or behind a backslash.

      iex> OptionParser.split("copy 'my file' --to \"a b\" c\\ d")
      ["copy", "my file", "--to", "a b", "c d"]
  """
  @spec split(String.t()) :: argv()
  def split(string) when is_binary(string), do: string |> String.trim_leading(" ") |> words("", nil)

  # quote: the quotation mark that is open
  defp words("", "", nil), do: []
  defp words("", word, nil), do: [word]

  defp words("", _word, quote) do
    raise "argv string did not terminate properly, a #{<<quote>>} was opened but never closed"
  end

  defp words(<<quote, rest::binary>>, word, quote), do: words(rest, word, nil)
  defp words(<<quote, rest::binary>>, word, nil) when quote in ~c(\"'), do: words(rest, word, quote)
  defp words(<<?\\, quote, rest::binary>>, word, quote), do: words(rest, word <> <<quote>>, quote)
  defp words(<<?\\, letter, rest::binary>>, word, nil), do: words(rest, word <> <<letter>>, nil)
  defp words(" " <> rest, word, nil), do: [word | rest |> String.trim_leading(" ") |> words("", nil)]
  defp words(<<letter, rest::binary>>, word, quote), do: words(rest, word <> <<letter>>, quote)

  ## The whole line

  # all: whether it goes on behind an argument that is no switch
  defp collect(argv, config, all, switches, arguments, errors) do
    case take(argv, config) do
      {:ok, key, value, rest} ->
        collect(rest, config, all, store(switches, key, value, kinds(key, config)), arguments, errors)

      {:invalid, switch, value, rest} ->
        collect(rest, config, all, switches, arguments, [{switch, value} | errors])

      {:undefined, switch, _value, rest} ->
        collect(rest, config, all, switches, arguments, if(config.strict, do: [{switch, nil} | errors], else: errors))

      {:error, ["--" | rest]} ->
        rest = if config.separator, do: ["--" | rest], else: rest
        {Enum.reverse(switches), Enum.reverse(arguments, rest), Enum.reverse(errors)}

      {:error, [argument | rest]} when all ->
        collect(rest, config, all, switches, [argument | arguments], errors)

      {:error, rest} ->
        {Enum.reverse(switches), Enum.reverse(arguments, rest), Enum.reverse(errors)}
    end
  end

  defp store(switches, key, value, kinds) do
    cond do
      :count in kinds -> Keyword.update(switches, key, value, &(&1 + value))
      :keep in kinds -> [{key, value} | switches]
      true -> [{key, value} | Keyword.delete(switches, key)]
    end
  end

  ## One switch

  defp take([], _config), do: {:error, []}
  defp take([first | _] = argv, _config) when first in ["-", "--"], do: {:error, argv}
  defp take(["- " <> _ | _] = argv, _config), do: {:error, argv}
  defp take(["--" <> text | rest], config), do: long(split_value(text), rest, config)

  defp take(["-" <> text = switch | rest] = argv, config) do
    case split_value(text) do
      {_, nil} = short -> if number?(switch), do: {:error, argv}, else: short(short, rest, config)
      short -> short(short, rest, config)
    end
  end

  defp take(argv, _config), do: {:error, argv}

  defp split_value(text) do
    case String.split(text, "=", parts: 2) do
      [name] -> {name, nil}
      [name, value] -> {name, value}
    end
  end

  defp number?(text), do: match?({_, ""}, Float.parse(text))

  defp long({name, value}, rest, config) do
    if String.contains?(name, "_") do
      {:undefined, "--" <> name, value, rest}
    else
      name |> meaning(config) |> known("--" <> name, value, rest, config)
    end
  end

  defp meaning("no-" <> name = all, config) do
    key = key(name, config)
    if key && :boolean in kinds(key, config), do: {:no, key}, else: yes(key(all, config))
  end

  defp meaning(name, config), do: yes(key(name, config))

  defp yes(nil), do: :unknown
  defp yes(key), do: {:yes, key}

  # Without the right to make atoms there is no key for a name that nobody has used yet.
  defp key(name, config) do
    name = String.replace(name, "-", "_")
    if config.new_atoms, do: String.to_atom(name), else: String.to_existing_atom(name)
  rescue
    ArgumentError -> nil
  end

  defp short({name, value}, rest, config) do
    cond do
      String.contains?(name, ["-", "_"]) -> {:undefined, "-" <> name, value, rest}
      String.length(name) == 1 -> name |> alias_of(config) |> yes() |> known("-" <> name, value, rest, config)
      alias_of(name, config) -> long_alias(name, value, rest, config)
      true -> take(letters(name, value) ++ rest, config)
    end
  end

  defp alias_of(name, config) do
    key = key(name, config)
    key && config.aliases[key]
  end

  defp long_alias(name, value, rest, config) do
    IO.warn("multi-letter aliases are deprecated, got: #{inspect(key(name, config))}")
    known({:yes, alias_of(name, config)}, "-" <> name, value, rest, config)
  end

  # `-abc` is `-a -b -c`, `-n12` is `-n=12`.
  defp letters(name, value) do
    {first, digits} = name |> String.graphemes() |> Enum.split_while(&(&1 not in ~w(0 1 2 3 4 5 6 7 8 9)))
    number = if digits == [], do: value, else: Enum.join(digits) <> if(value, do: "=" <> value, else: "")
    {last, others} = List.pop_at(first, -1)
    Enum.map(others, &("-" <> &1)) ++ ["-" <> last <> if(number, do: "=" <> number, else: "")]
  end

  defp known(:unknown, switch, value, rest, _config) do
    {value, rest} = if value, do: {value, rest}, else: follow(rest, true)
    {:undefined, switch, value, rest}
  end

  defp known({sign, key}, switch, value, rest, config) do
    if config.strict and not Keyword.has_key?(config.switches, key) do
      {:undefined, switch, value, rest}
    else
      {value, rest} = value(value, sign, kinds(key, config), rest)
      answer(convert(value, sign, kinds(key, config)), key, switch, value, rest)
    end
  end

  defp answer({:ok, term}, key, _switch, _value, rest), do: {:ok, key, term, rest}
  defp answer(:error, _key, switch, value, rest), do: {:invalid, switch, value, rest}

  defp value(value, _sign, _kinds, rest) when is_binary(value), do: {value, rest}
  defp value(nil, :no, _kinds, rest), do: {false, rest}
  defp value(nil, :yes, [], rest), do: follow(rest, true)

  defp value(nil, :yes, kinds, rest) do
    cond do
      :boolean in kinds -> {true, rest}
      :count in kinds -> {1, rest}
      true -> follow(rest, nil)
    end
  end

  defp follow([], default), do: {default, []}

  defp follow(["-" <> _ = next | rest] = argv, default) do
    if next == "-" or String.starts_with?(next, "- ") or number?(next), do: {next, rest}, else: {default, argv}
  end

  defp follow([next | rest], _default), do: {next, rest}

  defp convert(nil, _sign, _kinds), do: :error
  defp convert(value, _sign, _kinds) when not is_binary(value), do: {:ok, value}
  defp convert(_value, :no, _kinds), do: :error

  defp convert(value, :yes, kinds) do
    case kinds -- [:keep] do
      [] -> {:ok, value}
      [kind | _] -> read(kind, value)
    end
  end

  defp read(:boolean, "true"), do: {:ok, true}
  defp read(:boolean, "false"), do: {:ok, false}
  defp read(:integer, text), do: whole(Integer.parse(text))
  defp read(:float, text), do: whole(Float.parse(text))
  defp read(:string, text), do: {:ok, text}
  defp read(_kind, _text), do: :error

  defp whole({number, ""}), do: {:ok, number}
  defp whole(_), do: :error

  ## Options

  defp config(opts) do
    {strict, switches} = switches(opts[:strict], opts[:switches])
    for {_, kinds} <- switches, kind <- List.wrap(kinds), kind not in @types, do: raise(ArgumentError, "invalid switch types/modifiers: #{inspect(kind)}")

    %{
      strict: strict,
      switches: switches,
      aliases: Keyword.get(opts, :aliases, []),
      new_atoms: Keyword.get(opts, :allow_nonexistent_atoms, false),
      separator: Keyword.get(opts, :return_separator, false)
    }
  end

  defp switches(nil, nil) do
    IO.warn("not passing the :switches or :strict option to OptionParser is deprecated")
    {false, []}
  end

  defp switches(strict, nil), do: {true, strict}
  defp switches(nil, switches), do: {false, switches}
  defp switches(_, _), do: raise(ArgumentError, ":switches and :strict cannot be given together")

  defp kinds(key, config), do: config.switches |> Keyword.get(key, []) |> List.wrap()

  ## Errors

  defp without_errors({switches, arguments, []}, _opts), do: {switches, arguments}

  defp without_errors({_, _, errors}, opts) do
    config = config(opts)
    count = length(errors)
    lines = Enum.map_join(errors, "\n", fn {switch, value} -> "#{switch} : #{complaint(switch, value, type(switch, config), config)}" end)
    raise ParseError, message: "#{count} error#{if count > 1, do: "s"} found!\n" <> lines
  end

  defp complaint(switch, nil, nil, config), do: "Unknown option" <> similar(switch, config)

  defp complaint(switch, nil, type, _config) do
    if String.contains?(switch, "_") do
      "Unknown option. Did you mean #{String.replace(switch, "_", "-")}?"
    else
      "Missing argument of type #{type}"
    end
  end

  defp complaint(_switch, value, type, _config), do: "Expected type #{type}, got #{inspect(value)}"

  defp type("--" <> name, config), do: type_of(key(name, config), config)
  defp type("-" <> letter, config), do: type_of(alias_of(letter, config), config)

  defp type_of(key, config), do: List.first(kinds(key, config) -- [:keep]) || List.first(kinds(key, config))

  @alike 0.8

  defp similar("--" <> name, %{switches: [_ | _] = switches}) do
    {score, best} = switches |> Keyword.keys() |> Enum.map(&{String.jaro_distance(dashed(&1), name), dashed(&1)}) |> Enum.max_by(&elem(&1, 0))
    if score > @alike, do: ". Did you mean --#{best}?", else: ""
  end

  defp similar(_switch, _config), do: ""
end
