defmodule URI do
  @moduledoc """
  Web addresses and other identifiers in their parts.

      iex> uri = URI.parse("https://shop.example:8443/a/b?q=tea#top")
      iex> {uri.host, uri.port, uri.path, uri.query}
      {"shop.example", 8443, "/a/b", "q=tea"}
      iex> URI.to_string(%URI{scheme: "http", host: "h.example", path: "/x"})
      "http://h.example/x"
  """

  @opaque authority :: nil | binary

  @derive {Inspect, optional: [:authority]}
  defstruct [:scheme, :authority, :userinfo, :host, :port, :path, :query, :fragment]

  @type t :: %__MODULE__{}

  @ports %{
    "ftp" => 21,
    "http" => 80,
    "https" => 443,
    "ldap" => 389,
    "sftp" => 22,
    "tftp" => 69,
    "ws" => 80,
    "wss" => 443
  }

  @reserved ~c":/?#[]@!$&'()*+,;="
  @marks ~c"-._~"

  @doc """
  The port that a scheme uses if none is given, or nil.

      iex> URI.default_port("https")
      443
  """
  def default_port(scheme) when is_binary(scheme), do: Map.get(Application.get_env(:elixir, :uri_ports, @ports), scheme)

  @doc "Sets the port that a scheme uses if none is given."
  def default_port(scheme, port) when is_binary(scheme) and is_integer(port) and port >= 0 do
    ports = Application.get_env(:elixir, :uri_ports, @ports)
    Application.put_env(:elixir, :uri_ports, Map.put(ports, scheme, port))
  end

  # ---- Reading and writing ------------------------------------------------------------------------------------------

  @doc """
  The parts of a text, whatever it is.

      iex> URI.parse("mailto:ann@post.example").path
      "ann@post.example"
  """
  def parse(%URI{} = uri), do: uri

  def parse(string) when is_binary(string) do
    {scheme, authority, userinfo, host, port, path, query, fragment} = :pyex_uri.parse(string)

    %URI{
      scheme: scheme,
      authority: authority,
      userinfo: userinfo,
      host: host,
      port: port || (scheme && host && default_port(scheme)),
      path: path,
      query: query,
      fragment: fragment
    }
  end

  @doc """
  The parts of a text that must be a URI by the rules, in a tuple.

      iex> URI.new("http://bad host/")
      {:error, ":"}
  """
  def new(%URI{} = uri), do: {:ok, uri}

  def new(string) when is_binary(string) do
    case :pyex_uri.check(string) do
      nil -> {:ok, %{parse(string) | authority: nil}}
      {:error, part} -> {:error, part}
    end
  end

  @doc "As `new/1`, but gives the URI itself and raises `URI.Error`."
  def new!(%URI{} = uri), do: uri

  def new!(string) when is_binary(string) do
    case new(string) do
      {:ok, uri} -> uri
      {:error, part} -> raise URI.Error, action: :parse, reason: :invalid_uri, part: part
    end
  end

  @doc """
  The text of a URI.

      iex> URI.to_string(%URI{scheme: "http", host: "h.example", port: 8080})
      "http://h.example:8080"
  """
  def to_string(%URI{host: host, path: path} = uri)
      when host != nil and is_binary(path) and path != "" and binary_part(path, 0, 1) != "/" do
    raise ArgumentError, ":path in URI must be empty or an absolute path if URL has a :host, got: #{inspect(uri)}"
  end

  def to_string(%URI{scheme: scheme, path: path, query: query, fragment: fragment} = uri) do
    authority = authority(uri)

    IO.iodata_to_binary([
      if(scheme, do: [scheme, ?:], else: []),
      if(authority, do: ["//", authority], else: []),
      path || [],
      if(query, do: ["?", query], else: []),
      if(fragment, do: ["#", fragment], else: [])
    ])
  end

  defp authority(%{host: nil, authority: authority}), do: authority

  defp authority(%{host: host, userinfo: userinfo, scheme: scheme, port: port}) do
    host = if String.contains?(host, ":"), do: ["[", host, "]"], else: host
    port = if port == nil or port == (scheme && default_port(scheme)), do: [], else: [?:, Integer.to_string(port)]
    [if(userinfo, do: [userinfo, ?@], else: []), host, port]
  end

  @doc """
  The URI that a reference means when it is read at another one.

      iex> URI.merge("http://h.example/a/b", "../c") |> URI.to_string()
      "http://h.example/c"
  """
  def merge(uri, rel)
  def merge(%URI{scheme: nil}, _rel), do: raise(ArgumentError, "you must merge onto an absolute URI")
  def merge(_base, %URI{scheme: scheme} = rel) when scheme != nil, do: %{rel | path: clean(rel.path)}
  def merge(base, %URI{host: host} = rel) when host != nil, do: %{rel | scheme: parse(base).scheme, path: clean(rel.path)} |> with_port()

  def merge(%URI{} = base, %URI{path: nil} = rel) do
    %{base | query: rel.query || base.query, fragment: rel.fragment}
  end

  def merge(%URI{} = base, %URI{} = rel) do
    %{base | path: :pyex_uri.resolve(base.path || "/", rel.path), query: rel.query, fragment: rel.fragment}
  end

  def merge(base, rel), do: merge(parse(base), parse(rel))

  defp clean(nil), do: nil
  defp clean(path), do: :pyex_uri.resolve("/", path)

  defp with_port(%{port: nil, scheme: scheme} = uri), do: %{uri | port: default_port(scheme)}
  defp with_port(uri), do: uri

  @doc """
  The URI with a query added to the one it has.

      iex> URI.append_query(URI.parse("http://h.example/?x=1"), "y=2").query
      "x=1&y=2"
  """
  def append_query(%URI{query: query} = uri, addition) when is_binary(addition) do
    case query do
      none when none in [nil, ""] -> %{uri | query: addition}
      _ -> %{uri | query: String.trim_trailing(query, "&") <> "&" <> addition}
    end
  end

  @doc """
  The URI with more segments at the end of its path.

      iex> URI.append_path(URI.parse("http://h.example/a/"), "/b").path
      "/a/b"
  """
  def append_path(%URI{path: path} = uri, "/" <> _ = addition) do
    if String.starts_with?(addition, "//"), do: raise(ArgumentError, ~s|path cannot start with "//", got: #{inspect(addition)}|)
    %{uri | path: String.trim_trailing(path || "", "/") <> addition}
  end

  def append_path(%URI{}, addition) when is_binary(addition) do
    raise ArgumentError, ~s|path must start with "/", got: #{inspect(addition)}|
  end

  # ---- Percent encoding ---------------------------------------------------------------------------------------------

  @doc "Whether a character has a meaning in URIs."
  def char_reserved?(character), do: character in @reserved

  @doc "Whether a character may stand in a URI anywhere."
  def char_unreserved?(character) do
    character in ?0..?9 or character in ?a..?z or character in ?A..?Z or character in @marks
  end

  @doc "Whether a character is left as it is by `encode/1`."
  def char_unescaped?(character), do: char_reserved?(character) or char_unreserved?(character)

  @doc """
  Percent-encodes a text, but for the characters for which the function is true.

      iex> URI.encode("a b&c/é")
      "a%20b&c/%C3%A9"
      iex> URI.encode("a b&c", &URI.char_unreserved?/1)
      "a%20b%26c"
  """
  def encode(string, predicate \\ &char_unescaped?/1) when is_binary(string) and is_function(predicate, 1) do
    for <<byte <- string>>, into: "", do: if(predicate.(byte), do: <<byte>>, else: percent(byte))
  end

  defp percent(byte), do: :pyex_uri.encode(<<byte>>, false) |> forced(byte)

  # An unreserved character that the caller's function refuses is encoded all the same.
  defp forced(<<byte>>, byte), do: "%" <> Base.encode16(<<byte>>)
  defp forced(encoded, _byte), do: encoded

  @doc """
  Encodes a text for a form or a query.

      iex> URI.encode_www_form("a b&c/é")
      "a+b%26c%2F%C3%A9"
  """
  def encode_www_form(string) when is_binary(string), do: :pyex_uri.encode(string, true)

  @doc """
  The text that is percent-encoded.

      iex> URI.decode("%C3%A9t%C3%A9+1")
      "été+1"
  """
  def decode(uri) when is_binary(uri), do: :pyex_uri.decode(uri, false)

  @doc """
  The text that is encoded for a form or a query.

      iex> URI.decode_www_form("a+b%26")
      "a b&"
  """
  def decode_www_form(string) when is_binary(string), do: :pyex_uri.decode(string, true)

  # ---- Queries ------------------------------------------------------------------------------------------------------

  @doc """
  A query of keys and values; the encoding is `:www_form` or `:rfc3986`.

      iex> URI.encode_query(%{"name" => "Ann Lee", "age" => 3})
      "age=3&name=Ann+Lee"
  """
  def encode_query(enumerable, encoding \\ :www_form) do
    Enum.map_join(enumerable, "&", &encode_pair(&1, encoding))
  end

  defp encode_pair({key, _}, _encoding) when is_list(key) do
    raise ArgumentError, "encode_query/2 keys cannot be lists, got: #{inspect(key)}"
  end

  defp encode_pair({_, value}, _encoding) when is_list(value) do
    raise ArgumentError, "encode_query/2 values cannot be lists, got: #{inspect(value)}"
  end

  defp encode_pair({key, value}, encoding) do
    plus = encoding == :www_form
    :pyex_uri.encode(Kernel.to_string(key), plus) <> "=" <> :pyex_uri.encode(Kernel.to_string(value), plus)
  end

  @doc """
  The map of a query; the last value of a key wins.

      iex> URI.decode_query("a=1&b=two+words&a=3")
      %{"a" => "3", "b" => "two words"}
  """
  def decode_query(query, map \\ %{}, encoding \\ :www_form)
  def decode_query("", map, _encoding) when is_map(map), do: map

  def decode_query(query, map, encoding) when is_binary(query) and is_map(map) do
    query |> query_decoder(encoding) |> Enum.into(map)
  end

  @doc """
  The keys and values of a query, one by one.

      iex> URI.query_decoder("x=1&y") |> Enum.to_list()
      [{"x", "1"}, {"y", ""}]
  """
  def query_decoder(query, encoding \\ :www_form) when is_binary(query) do
    query |> String.splitter("&", trim: true) |> Stream.map(&decode_pair(&1, encoding == :www_form))
  end

  defp decode_pair(text, plus) do
    case String.split(text, "=", parts: 2) do
      [key, value] -> {:pyex_uri.decode(key, plus), :pyex_uri.decode(value, plus)}
      [key] -> {:pyex_uri.decode(key, plus), ""}
    end
  end
end

defimpl String.Chars, for: URI do
  def to_string(uri), do: URI.to_string(uri)
end
