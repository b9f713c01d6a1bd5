"""The closed vocabularies that policy, models and audit share."""

from enum import StrEnum


class Action(StrEnum):
    """Everything a person can do in a room, as resource:verb. Kept in alphabetical order."""

    ACCOUNT_INVITE = "account:invite"
    ACCOUNT_READ = "account:read"
    ACCOUNT_SUSPEND = "account:suspend"
    ATTACHMENT_CREATE = "attachment:create"
    ATTACHMENT_READ = "attachment:read"
    CARE_TEAM_AMEND = "care-team:amend"
    CARE_TEAM_READ = "care-team:read"
    COMMUNICATION_AMEND = "communication:amend"
    COMMUNICATION_CREATE = "communication:create"
    COMMUNICATION_DRAFT = "communication:draft"
    COMMUNICATION_EXPORT = "communication:export"
    COMMUNICATION_ORDER = "communication:order"
    COMMUNICATION_PIN = "communication:pin"
    COMMUNICATION_READ = "communication:read"
    COMMUNICATION_RELAY = "communication:relay"
    COMMUNICATION_RESPOND = "communication:respond"
    COMMUNICATION_RETRACT = "communication:retract"
    CONCERN_REPORT = "concern:report"
    CONSENT_CREATE = "consent:create"
    CONSENT_WITHDRAW = "consent:withdraw"
    DUTY_AMEND = "duty:amend"
    LOCATION_UPDATE = "location:update"
    MEDICATION_UPDATE = "medication:update"
    ORDER_UPDATE = "order:update"
    ORGANIZATION_UPDATE = "organization:update"
    PATIENT_CREATE = "patient:create"
    PATIENT_READ = "patient:read"
    PATIENT_UPDATE = "patient:update"
    PHRASE_READ = "phrase:read"
    PHRASE_SHARE = "phrase:share"
    PHRASE_UPDATE = "phrase:update"
    PRACTITIONER_ROLE_END = "practitioner-role:end"
    VISIT_ATTEND = "visit:attend"
    VISIT_PLAN = "visit:plan"


READS = frozenset(
    {
        Action.ACCOUNT_READ,
        Action.ATTACHMENT_READ,
        Action.CARE_TEAM_READ,
        Action.COMMUNICATION_EXPORT,
        Action.COMMUNICATION_READ,
        Action.PATIENT_READ,
        Action.PHRASE_READ,
    }
)


class RoomKind(StrEnum):
    """What a room is for. A concern is a sub-room of a patient's, closed to most of the team."""

    PATIENT = "patient"
    CIRCLE = "circle"
    ORGANIZATION = "organization"
    CONCERN = "concern"


class Role(StrEnum):
    """What a person is at work for one organisation (FHIR: PractitionerRole.code)."""

    PHYSICIAN = "physician"
    HOSPITAL_PHYSICIAN = "hospital-physician"
    DENTIST = "dentist"
    PHARMACIST = "pharmacist"
    NURSE = "nurse"
    NURSE_MANAGER = "nurse-manager"
    WARD_NURSE = "ward-nurse"
    DISCHARGE_NURSE = "discharge-nurse"
    PUBLIC_HEALTH_NURSE = "public-health-nurse"
    MIDWIFE = "midwife"
    ASSISTANT_NURSE = "assistant-nurse"
    PHYSICAL_THERAPIST = "physical-therapist"
    OCCUPATIONAL_THERAPIST = "occupational-therapist"
    SPEECH_THERAPIST = "speech-therapist"
    DENTAL_HYGIENIST = "dental-hygienist"
    DIETITIAN = "dietitian"
    SOCIAL_WORKER = "social-worker"
    PSYCHIATRIC_SOCIAL_WORKER = "psychiatric-social-worker"
    MEDICAL_SOCIAL_WORKER = "medical-social-worker"
    CARE_MANAGER = "care-manager"
    CHIEF_CARE_MANAGER = "chief-care-manager"
    SUPPORT_COORDINATOR = "support-coordinator"
    SERVICE_MANAGER = "service-manager"
    HOME_HELPER = "home-helper"
    LIFE_COUNSELOR = "life-counselor"
    EQUIPMENT_COUNSELOR = "equipment-counselor"
    DEVICE_SUPPLIER = "device-supplier"
    COMMUNITY_SUPPORT = "community-support"
    CARE_COORDINATOR = "care-coordinator"
    WELFARE_COUNCIL = "welfare-council"
    MUNICIPAL_STAFF = "municipal-staff"
    CLERK = "clerk"
    STUDENT = "student"


class Profession(StrEnum):
    """How colleagues address a role: "to the nurses" reaches every kind of nurse."""

    PHYSICIAN = "physician"
    DENTIST = "dentist"
    PHARMACIST = "pharmacist"
    NURSE = "nurse"
    THERAPIST = "therapist"
    DENTAL_HYGIENIST = "dental-hygienist"
    DIETITIAN = "dietitian"
    SOCIAL_WORKER = "social-worker"
    CARE_MANAGER = "care-manager"
    HELPER = "helper"
    SUPPLIER = "supplier"
    PUBLIC = "public"
    OFFICE = "office"


PROFESSION = {
    Role.PHYSICIAN: Profession.PHYSICIAN,
    Role.HOSPITAL_PHYSICIAN: Profession.PHYSICIAN,
    Role.DENTIST: Profession.DENTIST,
    Role.PHARMACIST: Profession.PHARMACIST,
    Role.NURSE: Profession.NURSE,
    Role.NURSE_MANAGER: Profession.NURSE,
    Role.WARD_NURSE: Profession.NURSE,
    Role.DISCHARGE_NURSE: Profession.NURSE,
    Role.PUBLIC_HEALTH_NURSE: Profession.NURSE,
    Role.MIDWIFE: Profession.NURSE,
    Role.ASSISTANT_NURSE: Profession.NURSE,
    Role.PHYSICAL_THERAPIST: Profession.THERAPIST,
    Role.OCCUPATIONAL_THERAPIST: Profession.THERAPIST,
    Role.SPEECH_THERAPIST: Profession.THERAPIST,
    Role.DENTAL_HYGIENIST: Profession.DENTAL_HYGIENIST,
    Role.DIETITIAN: Profession.DIETITIAN,
    Role.SOCIAL_WORKER: Profession.SOCIAL_WORKER,
    Role.PSYCHIATRIC_SOCIAL_WORKER: Profession.SOCIAL_WORKER,
    Role.MEDICAL_SOCIAL_WORKER: Profession.SOCIAL_WORKER,
    Role.CARE_MANAGER: Profession.CARE_MANAGER,
    Role.CHIEF_CARE_MANAGER: Profession.CARE_MANAGER,
    Role.SUPPORT_COORDINATOR: Profession.CARE_MANAGER,
    Role.SERVICE_MANAGER: Profession.HELPER,
    Role.HOME_HELPER: Profession.HELPER,
    Role.LIFE_COUNSELOR: Profession.HELPER,
    Role.EQUIPMENT_COUNSELOR: Profession.SUPPLIER,
    Role.DEVICE_SUPPLIER: Profession.SUPPLIER,
    Role.COMMUNITY_SUPPORT: Profession.PUBLIC,
    Role.CARE_COORDINATOR: Profession.PUBLIC,
    Role.WELFARE_COUNCIL: Profession.PUBLIC,
    Role.MUNICIPAL_STAFF: Profession.PUBLIC,
    Role.CLERK: Profession.OFFICE,
    Role.STUDENT: Profession.OFFICE,
}


class Qualification(StrEnum):
    """A licence or certificate a practitioner holds (FHIR: Practitioner.qualification)."""

    PHYSICIAN = "physician"
    DENTIST = "dentist"
    PHARMACIST = "pharmacist"
    NURSE = "nurse"
    PUBLIC_HEALTH_NURSE = "public-health-nurse"
    MIDWIFE = "midwife"
    ASSISTANT_NURSE = "assistant-nurse"
    PHYSICAL_THERAPIST = "physical-therapist"
    OCCUPATIONAL_THERAPIST = "occupational-therapist"
    SPEECH_THERAPIST = "speech-therapist"
    DENTAL_HYGIENIST = "dental-hygienist"
    DIETITIAN = "dietitian"
    SOCIAL_WORKER = "social-worker"
    PSYCHIATRIC_SOCIAL_WORKER = "psychiatric-social-worker"
    CARE_MANAGER = "care-manager"
    CHIEF_CARE_MANAGER = "chief-care-manager"
    SUPPORT_COORDINATOR = "support-coordinator"
    CARE_WORKER = "care-worker"
    HOME_HELPER = "home-helper"
    EQUIPMENT_COUNSELOR = "equipment-counselor"


class OrganizationKind(StrEnum):
    HOME_NURSING = "home-nursing"
    CLINIC = "clinic"
    HOSPITAL = "hospital"
    DENTAL_CLINIC = "dental-clinic"
    PHARMACY = "pharmacy"
    CARE_MANAGEMENT = "care-management"
    HOME_HELP = "home-help"
    DAY_CARE = "day-care"
    RESIDENTIAL = "residential"
    COMMUNITY_SUPPORT = "community-support"
    REGION_OFFICE = "region-office"
    MUNICIPALITY = "municipality"
    OTHER = "other"


class ConsentKind(StrEnum):
    """How the patient, or who speaks for them, agreed."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    ORAL = "oral"


class LineKind(StrEnum):
    """What a journal line says changed."""

    ENTRY = "entry"
    AMENDMENT = "amendment"
    RETRACTION = "retraction"
    RESPONSE = "response"
    MEMBER = "member"
    CONSENT = "consent"
    PATIENT = "patient"
    LOCATION = "location"
    JOIN = "join"
    ORDER = "order"
    CLAIM = "claim"
    HANDOVER = "handover"
    VISIT = "visit"
    MEDICATION = "medication"
    PIN = "pin"
    ATTACHMENT = "attachment"


class Outcome(StrEnum):
    """What became of an attempt, in the trace."""

    PERMITTED = "permitted"
    DENIED = "denied"
