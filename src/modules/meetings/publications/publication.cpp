#include "modules/meetings/publications/publication.hpp"

namespace kommin::meetings {

MessageKey label_of(PublicationKind kind)
{
    switch (kind) {
    case PublicationKind::report:
        return "publication.kind.report"_msg;
    case PublicationKind::brochure:
        return "publication.kind.brochure"_msg;
    case PublicationKind::article:
        return "publication.kind.article"_msg;
    case PublicationKind::website:
        return "publication.kind.website"_msg;
    case PublicationKind::film:
        return "publication.kind.film"_msg;
    case PublicationKind::press:
        return "publication.kind.press"_msg;
    case PublicationKind::broadcast:
        return "publication.kind.broadcast"_msg;
    case PublicationKind::other:
        break;
    }
    return "publication.kind.other"_msg;
}

} // namespace kommin::meetings
