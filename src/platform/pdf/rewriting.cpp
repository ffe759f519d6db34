#include "platform/pdf/rewriting.hpp"

#define POINTERHOLDER_TRANSITION 4 // std::shared_ptr only
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <array>
#include <exception>
#include <memory>

namespace kommin::pdf {

namespace {

// What begins by itself, what carries other files, what plays, what programs keep for themselves; by the
// names that ISO 32000 gives them, wherever they stand.
constexpr std::array unwanted_keys{
    "/AA",
    "/OpenAction",
    "/PA",
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/AF",
    "/Collection",
    "/XFA",
    "/Movie",
    "/Sound",
    "/Renditions",
    "/AlternatePresentations",
    "/RichMediaContent",
    "/RichMediaSettings",
    "/3DD",
    "/3DV",
    "/Requirements",
    "/SpiderInfo",
    "/OPI",
    "/PieceInfo",
    "/Metadata",
    "/Perms",
    "/DSS",
    "/SigFlags"};

// Of the web, to a mailbox, to a telephone; spelled as they are everywhere, anything else goes.
bool is_safe_address(std::string_view address)
{
    for (std::string_view const scheme : {"https://", "http://", "mailto:", "tel:"}) {
        if (address.substr(0, scheme.size()) == scheme)
            return true;
    }
    return false;
}

// An action that leads to a page of the document or to an address.
bool is_harmless(QPDFObjectHandle& action)
{
    auto kind = action.getKey("/S");
    if (!kind.isName())
        return false;
    if (kind.getName() == "/GoTo")
        return true;
    auto address = action.getKey("/URI");
    return kind.getName() == "/URI" && address.isString() && is_safe_address(address.getStringValue());
}

void clean_dictionary(QPDFObjectHandle& dictionary)
{
    for (auto const* key : unwanted_keys)
        dictionary.removeKey(key);
    // In elements of the structure /A says how they look: that has no /S.
    if (auto action = dictionary.getKey("/A"); action.isDictionary() && action.hasKey("/S")) {
        if (is_harmless(action))
            action.removeKey("/Next");
        else
            dictionary.removeKey("/A");
    }
    // A page of another file that is to be shown in place of what is here. In elements of the structure /Ref
    // is a list of other elements.
    if (dictionary.getKey("/Ref").isDictionary())
        dictionary.removeKey("/Ref");
    // A signature is none once a byte has changed.
    if (auto field = dictionary.getKey("/FT"); field.isName() && field.getName() == "/Sig")
        dictionary.removeKey("/V");
}

// `object` and what stands within it; what it only points to comes by itself. The parser bounds the depth.
void clean_object(QPDFObjectHandle object)
{
    if (object.isArray()) {
        for (auto item : object.aitems()) {
            if (!item.isIndirect())
                clean_object(item);
        }
        return;
    }
    if (object.isStream()) {
        auto dictionary = object.getDict();
        for (auto const* key : {"/F", "/FFilter", "/FDecodeParms"}) // its bytes would stand in another file
            dictionary.removeKey(key);
        clean_object(dictionary);
        return;
    }
    if (!object.isDictionary())
        return;
    clean_dictionary(object);
    for (auto& [key, value] : object.getDictAsMap()) {
        if (!value.isIndirect())
            clean_object(value);
    }
}

std::string escaped_for_xml(std::string_view text)
{
    std::string escaped;
    for (char const c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20)
                escaped += c;
        }
    }
    return escaped;
}

// A document that calls itself readable for everybody (PDF/UA-1) goes on saying so; authors and programs are
// not told.
std::string accessible_metadata(std::string_view title)
{
    return R"(<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>)"
           R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">)"
           R"(<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">)"
           R"(<pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">)"
        + escaped_for_xml(title)
        + R"(</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>)";
}

bool calls_itself_accessible(QPDFObjectHandle& root)
{
    auto metadata = root.getKey("/Metadata");
    if (!metadata.isStream())
        return false;
    try {
        auto const text = metadata.getStreamData();
        std::string_view const xml(reinterpret_cast<char const*>(text->getBuffer()), text->getSize());
        return xml.find("pdfuaid:part") != std::string_view::npos;
    } catch (QPDFExc const&) { // in a filter that is not known: it is left out like any other
        return false;
    }
}

std::string title_of(QPDF& document)
{
    auto info = document.getTrailer().getKey("/Info");
    auto title = info.isDictionary() ? info.getKey("/Title") : QPDFObjectHandle::newNull();
    return title.isString() ? title.getUTF8Value() : std::string{};
}

void clean_all(QPDF& document)
{
    auto root = document.getRoot();
    bool const is_accessible = calls_itself_accessible(root);
    auto const title = title_of(document);
    auto trailer = document.getTrailer();
    trailer.removeKey("/Info");
    for (auto& object : document.getAllObjects())
        clean_object(object);
    clean_object(trailer);
    root.removeKey("/URI"); // what addresses are relative to
    if (!title.empty()) {
        auto info = QPDFObjectHandle::newDictionary();
        info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
        trailer.replaceKey("/Info", document.makeIndirectObject(info));
    }
    if (is_accessible) {
        auto metadata = QPDFObjectHandle::newStream(&document, accessible_metadata(title));
        metadata.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
        metadata.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
        root.replaceKey("/Metadata", metadata);
    }
}

Rewritten written_anew(QPDF& document, int most_pages)
{
    auto const pages = document.getAllPages().size();
    if (pages == 0)
        return {Rewriting::broken};
    if (pages > static_cast<std::size_t>(most_pages))
        return {Rewriting::too_many_pages};
    clean_all(document);
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.setDeterministicID(true);
    writer.write();
    auto const buffer = writer.getBufferSharedPointer();
    return {
        Rewriting::done, static_cast<int>(pages),
        std::string(reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize())};
}

}

Rewritten rewrite(std::string_view bytes, int most_pages)
{
    try {
        auto const document = QPDF::create();
        document->setSuppressWarnings(true); // many programs write PDF that is nearly right
        document->processMemoryFile("sent", bytes.data(), bytes.size());
        return written_anew(*document, most_pages);
    } catch (QPDFExc const& error) {
        return {error.getErrorCode() == qpdf_e_password ? Rewriting::locked : Rewriting::broken};
    } catch (std::exception const&) { // the library throws what the standard library has, too
        return {Rewriting::broken};
    }
}

} // namespace kommin::pdf
